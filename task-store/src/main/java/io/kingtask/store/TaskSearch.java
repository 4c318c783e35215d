package io.kingtask.store;

import java.util.ArrayList;
import java.util.List;

/** One step of a search through a partition, newest tasks first; a step holds Redis for a few milliseconds. */
final class TaskSearch {

    /** The place where a search begins. */
    static final String NEWEST = "";

    /** The place of a search that has seen all. */
    static final String END = "0";

    /** Tasks that one step looks at: bounds the time for which Redis serves nobody else. */
    private static final int BUDGET = 500;

    private final ScriptRunner scripts;

    TaskSearch(ScriptRunner scripts) {
        this.scripts = scripts;
    }

    /**
     * A task that was found.
     *
     * @param sequence its number in the order of acceptance
     * @param fields of its hash; none where ids were asked for
     */
    record Match(String sequence, String id, TaskHash fields) {}

    /**
     * What a step found.
     *
     * @param place where to go on
     * @param large whether it stopped because the tasks are large together
     */
    record Step(String place, List<Match> matches, boolean large) {}

    Step tasks(int partition, String place, TaskCriteria criteria, int most) {
        return step("TASK", partition, place, criteria, most);
    }

    Step ids(int partition, String place, TaskCriteria criteria, int most) {
        return step("ID", partition, place, criteria, most);
    }

    private Step step(String form, int partition, String place, TaskCriteria criteria, int most) {
        var arguments = new ScriptArguments().add(place).add(most).add(BUDGET).add(form);
        criteria.addTo(arguments);
        var answer = ScriptAnswers.list(scripts.run(Script.LIST, partition, arguments));
        var matches = new ArrayList<Match>();
        for (var match : ScriptAnswers.list(answer.get(1))) {
            var parts = ScriptAnswers.list(match);
            matches.add(new Match(
                    ScriptAnswers.text(parts.get(0)),
                    ScriptAnswers.id(parts.get(1)),
                    TaskHash.of(ScriptAnswers.list(parts.get(2)))));
        }
        var goOn = ScriptAnswers.text(answer.get(0));
        return new Step(goOn.isEmpty() ? END : goOn, matches, ScriptAnswers.number(answer.get(2)) > 0);
    }
}
