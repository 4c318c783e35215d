/*
 * The yardstick: how many processes a second this machine starts and reaps when nothing else is done.
 *
 *   spawn SECONDS THREADS PROGRAM [ARGUMENT...]
 *
 * Each thread starts the program with posix_spawn, reads its standard output and error from two pipes to their ends, waits for it, and
 * begins again. Prints the processes a second.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char **program;
static atomic_bool over;
static atomic_long ended;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void drain(int end) {
    char buffer[4096];
    while (read(end, buffer, sizeof buffer) > 0) {
    }
    close(end);
}

static void run_one(posix_spawnattr_t *attributes) {
    int out[2], err[2];
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) {
        fail("pipe2");
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_adddup2(&actions, err[1], 2);
    pid_t pid;
    char *environment[] = {NULL};
    if (posix_spawn(&pid, program[0], &actions, attributes, program, environment) != 0) {
        fail(program[0]);
    }
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    close(err[1]);
    drain(out[0]);
    drain(err[0]);
    int status;
    struct rusage usage;
    if (wait4(pid, &status, 0, &usage) != pid) {
        fail("wait4");
    }
}

static void *run(void *unused) {
    (void) unused;
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    while (!atomic_load_explicit(&over, memory_order_relaxed)) {
        run_one(&attributes);
        atomic_fetch_add_explicit(&ended, 1, memory_order_relaxed);
    }
    return NULL;
}

int main(int count, char **arguments) {
    if (count < 4) {
        fprintf(stderr, "usage: spawn SECONDS THREADS PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    double seconds = atof(arguments[1]);
    int threads = atoi(arguments[2]);
    program = arguments + 3;
    pthread_t thread[threads];
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < threads; i++) {
        pthread_create(&thread[i], NULL, run, NULL);
    }
    usleep((useconds_t) (seconds * 1e6));
    atomic_store(&over, 1);
    for (int i = 0; i < threads; i++) {
        pthread_join(thread[i], NULL);
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    double took = (double) (to.tv_sec - from.tv_sec) + (double) (to.tv_nsec - from.tv_nsec) / 1e9;
    printf("%.1f\n", (double) atomic_load(&ended) / took);
    return 0;
}
