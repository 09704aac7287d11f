import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF about each file, once for every flavour: Validate FLAVOUR,FLAVOUR FILE...
 * One line for each answer, "PASS ua1 FILE (assertions)" or "FAIL ...", and below a FAIL one line for each broken rule.
 */
public final class Validate {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean passed = true;
        for (int number = 1; number < arguments.length; number++) {
            for (String flavour : arguments[0].split(",")) {
                passed &= answer(PDFAFlavour.byFlavourId(flavour), arguments[number]);
            }
        }
        System.exit(passed ? 0 : 1);
    }

    private static boolean answer(PDFAFlavour flavour, String file) throws Exception {
        try (VeraPDFFoundry foundry = Foundries.defaultInstance();
                FileInputStream content = new FileInputStream(file);
                PDFAParser parser = foundry.createParser(content, flavour);
                PDFAValidator validator = foundry.createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "PASS" : "FAIL";
            System.out.printf("%s %s %s (%d assertions)%n", verdict, flavour.getId(), file, result.getTotalAssertions());
            Map<String, String> broken = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    broken.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
                }
            }
            broken.forEach((rule, message) -> System.out.println("    " + rule + " " + message));
            return result.isCompliant();
        }
    }
}
