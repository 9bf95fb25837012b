package gitgraph

import "course/pkg/mermaid/chart"

// Kind is what a commit is.
type Kind int

// The kinds, numbered as in the reference implementation.
const (
	Normal Kind = iota
	Reverse
	Highlight
	Merge
	CherryPick
)

// Chart is a git graph.
type Chart struct {
	Acc   chart.Accessibility
	Title string
	// Direction is LR, TB or BT.
	Direction string
	// Commits are in order of their making.
	Commits []*Commit
	// Branches are in the order in which they are drawn.
	Branches []Branch
	// Current is the branch at the end.
	Current string

	front                           string
	parallel, hideLabels, hideLanes bool
}

// Branch is a line of commits.
type Branch struct {
	Name  string
	order int
}

// Commit is a commit.
type Commit struct {
	ID, Message string
	Seq         int
	Kind        Kind
	Tags        []string
	Parents     []string
	Branch      string

	// custom is set for merges: whether the author gave the id.
	custom *bool
	// override is the kind that the author gave a merge.
	override *Kind
}

// Model implements chart.Chart.
func (c *Chart) Model() any {
	m := model{
		Kind: "gitGraph", AccTitle: c.Acc.Title, AccDescription: c.Acc.Description, Title: c.Title,
		Direction: c.Direction, Commits: []commitModel{}, Branches: []branchModel{}, Current: c.Current,
	}
	for _, x := range c.Commits {
		m.Commits = append(m.Commits, commitModel{x.ID, x.Message, x.Seq, x.Kind, x.Tags, x.Parents, x.Branch, x.custom, x.override})
	}
	for _, b := range c.Branches {
		m.Branches = append(m.Branches, branchModel{b.Name})
	}
	return m
}

type model struct {
	Kind           string        `json:"kind"`
	AccTitle       string        `json:"accTitle,omitempty"`
	AccDescription string        `json:"accDescription,omitempty"`
	Title          string        `json:"title,omitempty"`
	Direction      string        `json:"direction"`
	Commits        []commitModel `json:"commits"`
	Branches       []branchModel `json:"branches"`
	Current        string        `json:"current"`
}

type commitModel struct {
	ID         string   `json:"id"`
	Message    string   `json:"message"`
	Seq        int      `json:"seq"`
	Type       Kind     `json:"type"`
	Tags       []string `json:"tags"`
	Parents    []string `json:"parents"`
	Branch     string   `json:"branch"`
	CustomID   *bool    `json:"customId,omitempty"`
	CustomType *Kind    `json:"customType,omitempty"`
}

type branchModel struct {
	Name string `json:"name"`
}
