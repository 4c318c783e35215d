package io.kingtask.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars with their numbers, as an SVG that is legible on light and on dark pages. */
final class BarPlot {

    private static final int WIDTH = 640;
    private static final int LABELS = 200;
    private static final int NUMBERS = 96;
    private static final int ROW = 24;
    private static final int HEAD = 36;
    private static final String STYLE = "text{font:13px"
            + " system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}.other{fill:#8c959f}.own{fill:#0969da}.mark{stroke:#bc4c00;stroke-dasharray:4"
            + " 3}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.other{fill:#6e7681}.own{fill:#58a6ff}.mark{stroke:#ffa657}}";

    /** @param isOwn ours, not a peer's */
    private record Bar(String label, double from, double to, boolean isOwn) {}

    private final String title;
    private final boolean isLogarithmic;
    private final List<Bar> bars = new ArrayList<>();
    private double mark;

    /** @param isLogarithmic a bar twice as long stands for the square: for values that lie far apart */
    BarPlot(String title, boolean isLogarithmic) {
        this.title = title;
        this.isLogarithmic = isLogarithmic;
    }

    /** A bar to {@code from}, and a paler one on to {@code to}. */
    void own(String label, double from, double to) {
        bars.add(new Bar(label, from, to, true));
    }

    void peers(List<Peers.Peer> peers) {
        peers.forEach(peer -> bars.add(new Bar(peer.name(), peer.from(), peer.to(), false)));
    }

    /** A line across all bars, at a bound that is spoken of. */
    void mark(double at) {
        mark = at;
    }

    String svg() {
        int height = HEAD + bars.size() * ROW + 10;
        var svg = new StringBuilder();
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " role=\"img\">%n",
                WIDTH, height, WIDTH, height));
        svg.append(format("<title>%s</title>%n<style>%s</style>%n", escape(title), STYLE));
        svg.append(format("<text class=\"title\" x=\"8\" y=\"20\">%s</text>%n", escape(title)));
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), HEAD + i * ROW);
        }
        if (mark > 0) {
            double x = LABELS + length(mark);
            svg.append(format(
                    "<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
                    x, x, HEAD - 4, height - 8));
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, Bar bar, int top) {
        String kind = bar.isOwn() ? "own" : "other";
        double first = length(bar.from());
        double whole = length(bar.to());
        svg.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n", LABELS - 8, top + 14, escape(bar.label())));
        svg.append(rect(kind, whole, top, " opacity=\"0.45\""));
        svg.append(rect(kind, first, top, ""));
        String number = Numbers.value(bar.from());
        String text = bar.from() < bar.to() ? number + " – " + Numbers.value(bar.to()) : number;
        svg.append(format("<text x=\"%.1f\" y=\"%d\">%s</text>%n", LABELS + whole + 6, top + 14, text));
    }

    private static String rect(String kind, double length, int top, String more) {
        return format(
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"%s/>%n",
                kind, LABELS, top + 1, length, ROW - 6, more);
    }

    private double length(double value) {
        double most = Math.max(mark, bars.stream().mapToDouble(Bar::to).max().orElse(1));
        double share = isLogarithmic ? Math.log1p(value) / Math.log1p(most) : value / most;
        return Math.max(1, share * (WIDTH - LABELS - NUMBERS));
    }

    private static String format(String text, Object... arguments) {
        return String.format(Locale.ROOT, text, arguments);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
