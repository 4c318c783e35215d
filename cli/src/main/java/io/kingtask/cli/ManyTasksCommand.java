package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** A command that does something to tasks: to one, to several by their ids, or to all that a filter finds. */
abstract class ManyTasksCommand extends BrokerCommand {

    private final TaskFilterOptions filter;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Ids of tasks; or else say by options which are meant.")
    private List<String> ids = List.of();

    @Mixin
    private final Caution caution = new Caution();

    ManyTasksCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
        this.filter = new TaskFilterOptions(root);
    }

    /** The word for it in the REST interface: {@code cancel}. */
    abstract String action();

    /** The word for it when it is done: {@code Cancelled}. */
    abstract String done();

    /** Does it to one task and answers the task as it is then. */
    abstract String one(BrokerApi broker, String id);

    @Override
    void addOptions(CommandSpec spec) {
        filter.addTo(spec);
    }

    @Override
    int run(BrokerApi broker) {
        var fields = filter.fields();
        if (ids.isEmpty() == fields.isEmpty()) {
            throw root().usage("Name the tasks: either by their ids, or by options such as --state and --queue.");
        }
        var bulk = new BulkCall(broker, action());
        if (ids.isEmpty()) {
            var which = Json.createObjectBuilder();
            fields.forEach(which::add);
            return byFilter(bulk, which.build());
        }
        var checked = ids.stream().map(id -> TaskParameter.checked(id, root())).toList();
        if (caution.isDryRun()) {
            caution.allows(
                    what(bulk.count("ids", Json.createArrayBuilder(checked).build())), root(), terminal());
            return GOOD;
        }
        return checked.size() == 1 ? single(broker, checked.get(0)) : several(bulk, checked);
    }

    private int single(BrokerApi broker, String id) {
        var task = io.kingtask.cli.Json.object(one(broker, id));
        terminal().line(SafeText.line(task.getString("id") + " " + task.getString("state")));
        return GOOD;
    }

    /** Who named tasks one by one wants to know when one of them was left out. */
    private int several(BulkCall bulk, List<String> checked) {
        var outcome = bulk.all("ids", Json.createArrayBuilder(checked).build(), null);
        terminal().line(outcome.of(checked.size()).sentence(done()));
        return outcome.changed() < checked.size() ? REFUSED : GOOD;
    }

    private int byFilter(BulkCall bulk, JsonObject filter) {
        if (caution.isWaived()) {
            terminal().line(bulk.all("filter", filter, null).sentence(done()));
            return GOOD;
        }
        var found = bulk.count("filter", filter);
        if (found.matched() == 0) {
            terminal().line("No such tasks.");
            return GOOD;
        }
        if (!caution.allows(what(found), root(), terminal())) {
            return caution.isDryRun() ? GOOD : REFUSED;
        }
        terminal().line(bulk.all("filter", filter, found).sentence(done()));
        return GOOD;
    }

    private String what(BulkCall.Changes found) {
        return Character.toUpperCase(action().charAt(0)) + action().substring(1) + " " + found.amount();
    }
}
