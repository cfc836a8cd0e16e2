#include "cdigest.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct cdigest {
  EVP_MD_CTX *context;
};

static cdigest *wrap(EVP_MD_CTX *context) {
  cdigest *d = malloc(sizeof *d);
  if (!d || !context) {
    EVP_MD_CTX_free(context);
    free(d);
    return NULL;
  }
  d->context = context;
  return d;
}

cdigest *cdigest_begin(void) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
    EVP_MD_CTX_free(context);
    context = NULL;
  }
  return wrap(context);
}

bool cdigest_update(cdigest *d, const void *bytes, size_t count) {
  return EVP_DigestUpdate(d->context, bytes, count) == 1;
}

bool cdigest_finish(cdigest *d, unsigned char out[32]) {
  unsigned int length = 0;
  return EVP_DigestFinal_ex(d->context, out, &length) == 1 && length == 32;
}

cdigest *cdigest_copy(const cdigest *d) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context && EVP_MD_CTX_copy_ex(context, d->context) != 1) {
    EVP_MD_CTX_free(context);
    context = NULL;
  }
  return wrap(context);
}

void cdigest_free(cdigest *d) {
  if (!d) return;
  EVP_MD_CTX_free(d->context);
  free(d);
}
