// libcurl is opened when a suite asks for it and not linked: linking it would need its development
// package for every build, and load thirty libraries at every start. The numbers below are part of
// libcurl's stable interface since 7.62 (2018): https://curl.se/libcurl/abi.html

#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
  option_write_data = 10001,
  option_url = 10002,
  option_http_header = 10023,
  option_header_data = 10029,
  option_private = 10103,
  option_copy_post_fields = 10165,
  option_write_function = 20011,
  option_header_function = 20079,
  option_post_field_size = 60,
  option_no_signal = 99,
  option_timeout_ms = 155,
  option_protocols = 181,
  multi_option_host_connections = 7,
  info_private = 0x100000 + 21,
  info_response_code = 0x200000 + 2,
  info_total_time = 0x600000 + 50,
  message_done = 1,
  protocols_http_and_https = 3,
  error_failed_init = 2,
  error_timeout = 28,
};

typedef struct {
  int kind;
  void *easy;
  union {
    void *whatever;
    int error;
  } data;
} message;

static struct {
  int (*global_init)(long);
  void *(*easy_init)(void);
  int (*easy_setopt)(void *, int, ...);
  int (*easy_getinfo)(void *, int, ...);
  void (*easy_cleanup)(void *);
  const char *(*easy_strerror)(int);
  void *(*slist_append)(void *, const char *);
  void (*slist_free_all)(void *);
  void *(*multi_init)(void);
  int (*multi_setopt)(void *, int, ...);
  int (*multi_add_handle)(void *, void *);
  int (*multi_remove_handle)(void *, void *);
  int (*multi_perform)(void *, int *);
  int (*multi_poll)(void *, void *, unsigned, int, int *);
  message *(*multi_info_read)(void *, int *);
  int (*multi_cleanup)(void *);
} curl;

static int is_loaded = 0;

static void load(void) {
  const char *names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib"};
  void *library = NULL;
  for (size_t index = 0; index < sizeof names / sizeof names[0] && library == NULL; index++) {
    library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
  }
  if (library == NULL) {
    return;
  }
  struct {
    const char *name;
    void *place;
  } symbols[] = {
      {"curl_global_init", &curl.global_init},
      {"curl_easy_init", &curl.easy_init},
      {"curl_easy_setopt", &curl.easy_setopt},
      {"curl_easy_getinfo", &curl.easy_getinfo},
      {"curl_easy_cleanup", &curl.easy_cleanup},
      {"curl_easy_strerror", &curl.easy_strerror},
      {"curl_slist_append", &curl.slist_append},
      {"curl_slist_free_all", &curl.slist_free_all},
      {"curl_multi_init", &curl.multi_init},
      {"curl_multi_setopt", &curl.multi_setopt},
      {"curl_multi_add_handle", &curl.multi_add_handle},
      {"curl_multi_remove_handle", &curl.multi_remove_handle},
      {"curl_multi_perform", &curl.multi_perform},
      {"curl_multi_poll", &curl.multi_poll},
      {"curl_multi_info_read", &curl.multi_info_read},
      {"curl_multi_cleanup", &curl.multi_cleanup},
  };
  for (size_t index = 0; index < sizeof symbols / sizeof symbols[0]; index++) {
    void *symbol = dlsym(library, symbols[index].name);
    if (symbol == NULL) {
      return;
    }
    memcpy(symbols[index].place, &symbol, sizeof symbol);
  }
  is_loaded = curl.global_init(3) == 0;
}

/// A growing run of bytes.
typedef struct {
  char *bytes;
  size_t length;
  size_t capacity;
} text;

typedef struct request {
  void *easy;
  void *headers;
  size_t number;
  size_t limit;
  int is_too_long;
  text body;
  text head;
  struct request *next;
} request;

struct evalroute_http {
  void *multi;
  request *running;
  /// The one that was handed out last.
  request *ended;
};

static int append(text *text, const char *bytes, size_t count, size_t limit) {
  if (count > limit || text->length > limit - count) {
    return 0;
  }
  if (text->length + count > text->capacity) {
    size_t capacity = 2 * (text->length + count);
    char *grown = realloc(text->bytes, capacity);
    if (grown == NULL) {
      return 0;
    }
    text->bytes = grown;
    text->capacity = capacity;
  }
  memcpy(text->bytes + text->length, bytes, count);
  text->length += count;
  return 1;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  request *request = context;
  if (!append(&request->body, bytes, size * count, request->limit)) {
    request->is_too_long = 1;
    return 0;
  }
  return size * count;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
  request *request = context;
  // Another response begins: the one before was only a word in between, such as 100.
  if (size * count > 5 && memcmp(bytes, "HTTP/", 5) == 0) {
    request->head.length = 0;
  }
  if (!append(&request->head, bytes, size * count, request->limit)) {
    request->is_too_long = 1;
    return 0;
  }
  return size * count;
}

static void free_request(evalroute_http *http, request *request) {
  if (request == NULL) {
    return;
  }
  if (request->easy != NULL) {
    curl.multi_remove_handle(http->multi, request->easy);
    curl.easy_cleanup(request->easy);
  }
  if (request->headers != NULL) {
    curl.slist_free_all(request->headers);
  }
  free(request->body.bytes);
  free(request->head.bytes);
  free(request);
}

evalroute_http *evalroute_http_new(long connections) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  if (!is_loaded) {
    return NULL;
  }
  evalroute_http *http = calloc(1, sizeof *http);
  if (http == NULL) {
    return NULL;
  }
  http->multi = curl.multi_init();
  if (http->multi == NULL) {
    free(http);
    return NULL;
  }
  curl.multi_setopt(http->multi, multi_option_host_connections, connections);
  return http;
}

void evalroute_http_free(evalroute_http *http) {
  if (http == NULL) {
    return;
  }
  while (http->running != NULL) {
    request *next = http->running->next;
    free_request(http, http->running);
    http->running = next;
  }
  free_request(http, http->ended);
  curl.multi_cleanup(http->multi);
  free(http);
}

int evalroute_http_post(
    evalroute_http *http, size_t number, const char *url, const char *const *headers,
    const uint8_t *body, size_t length, long timeout_ms, size_t limit) {
  request *request = calloc(1, sizeof *request);
  if (request == NULL) {
    return error_failed_init;
  }
  request->number = number;
  request->limit = limit;
  request->easy = curl.easy_init();
  for (; *headers != NULL; headers++) {
    void *longer = curl.slist_append(request->headers, *headers);
    request->headers = longer != NULL ? longer : request->headers;
  }
  void *easy = request->easy;
  if (easy == NULL) {
    free_request(http, request);
    return error_failed_init;
  }
  int error = curl.easy_setopt(easy, option_url, url);
  curl.easy_setopt(easy, option_protocols, (long)protocols_http_and_https);
  curl.easy_setopt(easy, option_http_header, request->headers);
  curl.easy_setopt(easy, option_post_field_size, (long)length);
  curl.easy_setopt(easy, option_copy_post_fields, body);
  curl.easy_setopt(easy, option_timeout_ms, timeout_ms);
  curl.easy_setopt(easy, option_no_signal, 1L);
  curl.easy_setopt(easy, option_write_function, take_body);
  curl.easy_setopt(easy, option_write_data, request);
  curl.easy_setopt(easy, option_header_function, take_header);
  curl.easy_setopt(easy, option_header_data, request);
  curl.easy_setopt(easy, option_private, request);
  if (error == 0 && curl.multi_add_handle(http->multi, easy) != 0) {
    error = error_failed_init;
  }
  if (error != 0) {
    free_request(http, request);
    return error;
  }
  request->next = http->running;
  http->running = request;
  return 0;
}

static int take_ended(evalroute_http *http, evalroute_http_answer *answer) {
  int rest = 0;
  message *message = curl.multi_info_read(http->multi, &rest);
  if (message == NULL || message->kind != message_done) {
    return 0;
  }
  int error = message->data.error;
  request *ended = NULL;
  curl.easy_getinfo(message->easy, info_private, &ended);
  for (request **place = &http->running; *place != NULL; place = &(*place)->next) {
    if (*place == ended) {
      *place = ended->next;
      break;
    }
  }
  free_request(http, http->ended);
  http->ended = ended;
  answer->number = ended->number;
  answer->error = error;
  answer->is_too_long = ended->is_too_long;
  answer->status = 0;
  answer->microseconds = 0;
  curl.easy_getinfo(ended->easy, info_response_code, &answer->status);
  curl.easy_getinfo(ended->easy, info_total_time, &answer->microseconds);
  answer->headers = ended->head.bytes;
  answer->headers_length = ended->head.length;
  answer->body = (const uint8_t *)ended->body.bytes;
  answer->body_length = ended->body.length;
  return 1;
}

int evalroute_http_wait(
    evalroute_http *http, int milliseconds, evalroute_http_answer *answer) {
  int running = 0;
  curl.multi_perform(http->multi, &running);
  if (take_ended(http, answer)) {
    return 1;
  }
  curl.multi_poll(http->multi, NULL, 0, milliseconds, NULL);
  curl.multi_perform(http->multi, &running);
  return take_ended(http, answer);
}

const char *evalroute_http_error_message(int error) { return curl.easy_strerror(error); }

int evalroute_http_is_timeout(int error) { return error == error_timeout; }
