#ifndef CDIGEST_H
#define CDIGEST_H
// SHA-256 by the system's libcrypto. Its headers stay out of Swift's sight.
#include <stdbool.h>
#include <stddef.h>

typedef struct cdigest cdigest;

cdigest *cdigest_begin(void);                                        // NULL when out of memory
bool cdigest_update(cdigest *d, const void *bytes, size_t count);
bool cdigest_finish(cdigest *d, unsigned char out[32]);
cdigest *cdigest_copy(const cdigest *d);                             // NULL when out of memory
void cdigest_free(cdigest *d);                                       // NULL is fine

#endif
