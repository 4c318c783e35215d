/* Adds two 64-bit integers. The result goes to standard output, an error to standard error.
   Build: cc -O2 -o example-c example.c */

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static int parse(const char *text, int64_t *value)
{
    const char *digits = *text == '+' || *text == '-' ? text + 1 : text;
    char *end;

    errno = 0;
    *value = strtoll(text, &end, 10);
    if (!isdigit((unsigned char)*digits) || *end != '\0') {
        fprintf(stderr, "err:strconv.ParseInt: parsing \"%s\": invalid syntax", text);
        return 0;
    }
    if (errno == ERANGE) {
        fprintf(stderr, "err:strconv.ParseInt: parsing \"%s\": value out of range", text);
        return 0;
    }
    return 1;
}

int main(int argc, char *argv[])
{
    int64_t left, right;

    if (argc != 3) {
        fprintf(stderr, "args count must be two");
        return 0;
    }
    if (!parse(argv[1], &left) || !parse(argv[2], &right))
        return 0;
    /* Unsigned, because signed overflow is undefined in C. */
    printf("%" PRId64, (int64_t)((uint64_t)left + (uint64_t)right));
    return 0;
}
