/* The task of the benchmarks: adds two numbers. Linked statically, it is close to the cheapest program there is. */
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
    if (count < 3) {
        return 64;
    }
    printf("%ld\n", atol(arguments[1]) + atol(arguments[2]));
    return 0;
}
