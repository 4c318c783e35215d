package io.kingtask.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known key that a misspelt one was probably meant to be. */
final class NearestKey {

    private NearestKey() {}

    static Optional<String> to(String unknown, Collection<String> known) {
        String wanted = normal(unknown);
        int tolerated = Math.max(2, wanted.length() / 3);
        return known.stream()
                .filter(key -> distance(wanted, key) <= Math.min(tolerated, key.length() - 1))
                .min(Comparator.comparingInt((String key) -> distance(wanted, key))
                        .thenComparing(key -> key));
    }

    private static String normal(String key) {
        String word = key.length() > 100 ? key.substring(0, 100) : key;
        return word.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /** Levenshtein's distance, a swap of two neighbours counting as one. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
