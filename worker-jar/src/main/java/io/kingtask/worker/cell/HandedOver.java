package io.kingtask.worker.cell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A program's variables on their way past the commands that stand before it. Those may run as root, and loaders and libraries do what
 * variables say: so they get none that a task can choose. The values travel under names that mean nothing, for a process list shows
 * arguments to everybody; a shell, which is the program's user already, gives them back their names and becomes the program.
 *
 * @param environment of the first command
 * @param script of the shell, whose arguments are the program and its own
 */
record HandedOver(Map<String, String> environment, String script) {

    /** Names that no task and no configuration can use for variables of their own. */
    private static final String OURS = "KINGTASK_";

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** @throws CellException for a name that a shell cannot pass on */
    static HandedOver of(Map<String, String> variables) throws CellException {
        var environment = new LinkedHashMap<String, String>();
        // What a shell adds by itself.
        var script = new StringBuilder("unset PWD OLDPWD SHLVL");
        for (var variable : variables.entrySet()) {
            var name = variable.getKey();
            if (name.startsWith(OURS)) {
                environment.put(name, variable.getValue());
                continue;
            }
            if (!IDENTIFIER.matcher(name).matches()) {
                throw new CellException(
                        "could not start: with run_as, limits or isolation a variable must have letters, digits and"
                                + " '_' in its name only, unlike " + name);
            }
            var carrier = OURS + "HANDED_OVER_" + environment.size();
            environment.put(carrier, variable.getValue());
            script.append("; export ")
                    .append(name)
                    .append("=\"$")
                    .append(carrier)
                    .append("\"; unset ")
                    .append(carrier);
        }
        return new HandedOver(environment, script.append("; exec \"$@\"").toString());
    }
}
