#ifndef CWIDTH_H
#define CWIDTH_H
// Columns of a character by libc, which glibc's headers show only on request.
#include <stdint.h>

int cwidth_columns(uint32_t scalar);  // 0, 1 or 2; -1 where it has none

#endif
