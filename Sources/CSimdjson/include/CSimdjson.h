#ifndef EVALROUTE_CSIMDJSON_H
#define EVALROUTE_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A reusable simdjson DOM parser.
typedef struct evalroute_json_parser evalroute_json_parser;

/// A parsed document: simdjson's tape and its string buffer, valid until the parser's next parse.
///
/// The tape's layout is documented in simdjson's doc/tape.md.
typedef struct {
  const uint64_t *_Nullable tape;
  const uint8_t *_Nullable strings;
  /// 0, or simdjson's error code.
  int error;
} evalroute_json_document;

/// How many readable bytes must follow the text handed to `evalroute_json_parse`.
size_t evalroute_json_padding(void);

/// Makes a parser; NULL when memory is short.
evalroute_json_parser *_Nullable evalroute_json_parser_new(void);

/// Frees a parser.
void evalroute_json_parser_free(evalroute_json_parser *_Nullable parser);

/// Parses one JSON document of `length` bytes, UTF-8 checked, with the padding behind it readable.
evalroute_json_document evalroute_json_parse(
    evalroute_json_parser *_Nonnull parser, const uint8_t *_Nonnull text, size_t length);

/// What stands at a place of a parsed document.
typedef enum {
  evalroute_json_absent,
  evalroute_json_null,
  evalroute_json_boolean,
  evalroute_json_number,
  evalroute_json_text,
  evalroute_json_list,
  evalroute_json_object,
} evalroute_json_kind;

/// A value of a parsed document; a text is valid until the parser's next parse.
typedef struct {
  evalroute_json_kind kind;
  double number;
  const uint8_t *_Nullable text;
  size_t length;
} evalroute_json_value;

/// Looks up a JSON pointer (RFC 6901) in the document that was parsed last, without an error.
evalroute_json_value evalroute_json_at(
    const evalroute_json_parser *_Nonnull parser, const uint8_t *_Nullable pointer, size_t length);

/// simdjson's sentence for an error code.
const char *_Nonnull evalroute_json_error_message(int error);

#ifdef __cplusplus
}
#endif

#endif
