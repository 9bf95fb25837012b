package plan

import (
	"fmt"
	"path"
	"strings"
)

// Scaffold is what `course new plan` knows of the plan to be written.
type Scaffold struct {
	Phase  string // "15-production-operations"
	Number string // "02"
	Lesson string // path of the lesson below the project's root
	Title  string // title of the lesson
	// Russian asks for Russian prose.
	Russian bool
}

// Path is where the plan belongs in a plan folder.
func (s Scaffold) Path(dir string) string {
	phase := phaseNumber(s.Phase)
	name := s.Number + "-PLAN.md"
	if phase != "" {
		name = phase + "-" + name
	}
	return path.Join(dir, "phases", s.Phase, name)
}

// Text is a plan that is pending until the lesson is begun. What it states by
// way of example is to be replaced.
func (s Scaffold) Text(dir string) string {
	language := "English text / English code"
	prose := "en"
	if s.Russian {
		language, prose = "Russian text / English code", "ru"
	}
	summary := strings.TrimSuffix(s.Path(dir), "PLAN.md") + "SUMMARY.md"
	return fmt.Sprintf(`---
phase: %s
plan: %s
type: execute
wave: 1
depends_on: []
files_modified:
  - %s
autonomous: true

must_haves:
  truths:
    - "Learner can do what the lesson is about"
  artifacts:
    - path: %s
      provides: %s
      min_lines: 100
      contains: ["a_term_that_must_be_taught"]
  key_links: []
  lesson:
    callouts: [{type: warning, count: 1}]
    diagrams: [flowchart]
    language: {prose: %s, code: en}
---

<objective>
Write the lesson %s.

Purpose: what learners can do afterwards
Output: %s
</objective>

<tasks>

<task type="auto">
  <name>Task 1: Write the lesson</name>
  <files>%s</files>
  <action>
Write the lesson with the following sections:

1. **Introduction** - why it matters
2. **Steps**
   - name the terms and commands that must appear
3. **Exercises**

%s
  </action>
  <verify>
Build passes: `+"`course check`"+`
  </verify>
  <done>
The lesson meets this plan: `+"`course validate`"+`
  </done>
</task>

</tasks>

<output>
After completion, `+"`course validate --summary`"+` writes `+"`%s`"+`
</output>
`, yamlWord(s.Phase), yamlWord(s.Number), s.Lesson, s.Lesson, yamlText(s.Title), prose, s.Title, s.Lesson, s.Lesson, language, summary)
}

// yamlText quotes a text for YAML.
func yamlText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
