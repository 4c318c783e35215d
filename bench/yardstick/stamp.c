/* Says when it began: nanoseconds since 1970, so that the way to it can be measured. */
#include <stdio.h>
#include <time.h>

int main(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    printf("%lld\n", (long long) now.tv_sec * 1000000000LL + now.tv_nsec);
    return 0;
}
