package plan

import _ "embed"

// Schema is the JSON Schema (draft 2020-12) of what WriteJSON writes.
//
//go:embed schema/validate.schema.json
var Schema []byte
