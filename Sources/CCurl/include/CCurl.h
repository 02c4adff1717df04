#ifndef EVALROUTE_CCURL_H
#define EVALROUTE_CCURL_H

#include <stddef.h>
#include <stdint.h>

/// Requests that are under way, over connections that are used again.
typedef struct evalroute_http evalroute_http;

/// What came of a request; the bytes are valid until the next `evalroute_http_wait`.
typedef struct {
  /// What the request was given as its number.
  size_t number;
  /// 0, or libcurl's error.
  int error;
  /// Whether the response was longer than allowed, and given up.
  int is_too_long;
  /// The HTTP status.
  long status;
  const char *_Nullable headers;
  size_t headers_length;
  const uint8_t *_Nullable body;
  size_t body_length;
  /// How long it took, from its start to its last byte.
  int64_t microseconds;
} evalroute_http_answer;

/// Prepares to send requests; NULL where libcurl is not installed or memory is short.
evalroute_http *_Nullable evalroute_http_new(long connections);

/// Ends all requests.
void evalroute_http_free(evalroute_http *_Nullable http);

/// Starts a POST; `headers` ends with NULL, and `body` is copied. Returns 0, or libcurl's error.
int evalroute_http_post(
    evalroute_http *_Nonnull http, size_t number, const char *_Nonnull url,
    const char *_Nullable const *_Nonnull headers, const uint8_t *_Nullable body, size_t length,
    long timeout_ms, size_t limit);

/// Goes on with all requests until one has ended, or for some milliseconds.
///
/// Returns 1 where `answer` holds one that has ended, else 0.
int evalroute_http_wait(
    evalroute_http *_Nonnull http, int milliseconds, evalroute_http_answer *_Nonnull answer);

/// libcurl's sentence for an error.
const char *_Nonnull evalroute_http_error_message(int error);

/// The errors that stand for a request that took too long.
int evalroute_http_is_timeout(int error);

#endif
