#include "CSimdjson.h"

#include <new>
#include <simdjson.h>

struct evalroute_json_parser {
  simdjson::dom::parser parser;
};

extern "C" {

size_t evalroute_json_padding(void) { return simdjson::SIMDJSON_PADDING; }

evalroute_json_parser *evalroute_json_parser_new(void) {
  return new (std::nothrow) evalroute_json_parser();
}

void evalroute_json_parser_free(evalroute_json_parser *parser) { delete parser; }

evalroute_json_document evalroute_json_parse(
    evalroute_json_parser *parser, const uint8_t *text, size_t length) {
  simdjson::dom::element root;
  auto error = parser->parser.parse(text, length, false).get(root);
  if (error) {
    return {nullptr, nullptr, static_cast<int>(error)};
  }
  return {parser->parser.doc.tape.get(), parser->parser.doc.string_buf.get(), 0};
}

const char *evalroute_json_error_message(int error) {
  return simdjson::error_message(static_cast<simdjson::error_code>(error));
}
}
