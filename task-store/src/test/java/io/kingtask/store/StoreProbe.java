package io.kingtask.store;

import java.util.List;

/** A program that stores a task at the address it is given and says whether it could. */
final class StoreProbe {

    private StoreProbe() {}

    public static void main(String[] args) {
        try (var store = RedisStore.open(RedisAddress.parse(args[0]), 2, 1)) {
            var receipts = store.tasks().submit(List.of(StoreFixture.now()), 0);
            System.out.println(receipts.get(0).answer());
        } catch (StoreUnavailableException e) {
            System.out.println(e.getMessage());
        }
    }
}
