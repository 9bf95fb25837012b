package plan_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"course/pkg/internal/testkit"
	"course/pkg/plan"
)

// TestJSONMatchesSchema holds the JSON form of every case against the
// published schema, and its numbers against its checks.
func TestJSONMatchesSchema(t *testing.T) {
	schema := compileSchema(t)
	testkit.Run(t, "testdata/*.txtar", false, func(t *testing.T, c *testkit.Case) {
		opt, named := caseOptions(c.Comment())
		r := judge(t, unescape(c.FS()), named, opt)
		var b bytes.Buffer
		if err := r.WriteJSON(&b, plan.JSONOptions{Matrix: true}); err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Error(err)
		}
		countChecks(t, b.Bytes())
	})
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(plan.Schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("validate.schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("validate.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func countChecks(t *testing.T, data []byte) {
	t.Helper()
	var r struct {
		Plans []struct {
			State   string
			Met, Of int
			Checks  []struct{ State string }
		}
	}
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Plans {
		met, unmet := 0, 0
		for _, c := range p.Checks {
			switch c.State {
			case "met":
				met++
			case "unmet":
				unmet++
			}
		}
		if met != p.Met || len(p.Checks) != p.Of || (unmet > 0) != (p.State == "unmet") {
			t.Errorf("%d of %d in state %s; counted %d of %d, %d unmet", p.Met, p.Of, p.State, met, len(p.Checks), unmet)
		}
	}
}
