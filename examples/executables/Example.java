import java.math.BigInteger;

/** Adds two 64-bit integers. The result goes to standard output, an error to standard error. */
public final class Example {

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.print("args count must be two");
            return;
        }
        try {
            System.out.print(parse(args[0]) + parse(args[1]));
        } catch (NumberFormatException e) {
            System.err.print("err:" + e.getMessage());
        }
    }

    private static long parse(String text) {
        if (!text.matches("[+-]?[0-9]+")) {
            throw new NumberFormatException("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
        try {
            return new BigInteger(text).longValueExact();
        } catch (ArithmeticException e) {
            throw new NumberFormatException("strconv.ParseInt: parsing \"" + text + "\": value out of range");
        }
    }
}
