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

evalroute_json_value evalroute_json_at(
    const evalroute_json_parser *parser, const uint8_t *pointer, size_t length) {
  evalroute_json_value value = {evalroute_json_absent, 0, nullptr, 0};
  simdjson::dom::element element;
  std::string_view place(reinterpret_cast<const char *>(pointer), length);
  if (parser->parser.doc.root().at_pointer(place).get(element)) {
    return value;
  }
  std::string_view text;
  switch (element.type()) {
  case simdjson::dom::element_type::NULL_VALUE: value.kind = evalroute_json_null; break;
  case simdjson::dom::element_type::BOOL: value.kind = evalroute_json_boolean; break;
  case simdjson::dom::element_type::ARRAY: value.kind = evalroute_json_list; break;
  case simdjson::dom::element_type::OBJECT: value.kind = evalroute_json_object; break;
  case simdjson::dom::element_type::STRING:
    value.kind = evalroute_json_text;
    if (!element.get(text)) {
      value.text = reinterpret_cast<const uint8_t *>(text.data());
      value.length = text.size();
    }
    break;
  default:
    value.kind = evalroute_json_number;
    if (element.get(value.number)) {
      value.kind = evalroute_json_absent;
    }
    break;
  }
  return value;
}

const char *evalroute_json_error_message(int error) {
  return simdjson::error_message(static_cast<simdjson::error_code>(error));
}
}
