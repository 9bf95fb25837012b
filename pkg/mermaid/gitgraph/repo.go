package gitgraph

import (
	"fmt"
	"hash/fnv"
	"sort"

	"course/pkg/mermaid/chart"
)

// repo does what the statements say.
type repo struct {
	src     *chart.Source
	chart   *Chart
	byID    map[string]*Commit
	heads   map[string]*Commit // by branch; nil for one without commits
	orders  []Branch
	current string
	head    *Commit
	seq     int
}

func newRepo(src *chart.Source) *repo {
	main := src.Config.Text("gitGraph.mainBranchName")
	if main == "" {
		main = "main"
	}
	c := &Chart{
		Direction: "LR", front: chart.Sanitize(src.Title),
		parallel:   src.Config.Bool("gitGraph.parallelCommits", false),
		hideLabels: !src.Config.Bool("gitGraph.showCommitLabel", true),
		hideLanes:  !src.Config.Bool("gitGraph.showBranches", true),
	}
	return &repo{
		src: src, chart: c, byID: map[string]*Commit{}, heads: map[string]*Commit{main: nil}, current: main,
		orders: []Branch{{Name: main, order: int(src.Config.Number("gitGraph.mainBranchOrder", 0))}},
	}
}

// sorted returns the branches in the order in which they are drawn.
func (r *repo) sorted() []Branch {
	list := append([]Branch(nil), r.orders...)
	sort.SliceStable(list, func(i, j int) bool { return list[i].order < list[j].order })
	return list
}

// newID makes an id of the commit's number and place in the chart.
func (r *repo) newID() string {
	h := fnv.New32a()
	fmt.Fprintf(h, "%s %d", r.current, r.seq)
	return fmt.Sprintf("%d-%07x", r.seq, h.Sum32()&0xfffffff)
}

// add makes c the head of the current branch.
func (r *repo) add(c *Commit) {
	c.Branch, c.Seq = r.current, r.seq
	if c.ID == "" {
		c.ID = r.newID()
	}
	if c.Tags == nil {
		c.Tags = []string{}
	}
	r.seq++
	if old := r.byID[c.ID]; old != nil {
		for i, have := range r.chart.Commits {
			if have == old {
				r.chart.Commits = append(r.chart.Commits[:i], r.chart.Commits[i+1:]...)
				break
			}
		}
	}
	r.byID[c.ID] = c
	r.chart.Commits = append(r.chart.Commits, c)
	r.head, r.heads[r.current] = c, c
}

func (r *repo) parents(others ...string) []string {
	if r.head == nil {
		return []string{}
	}
	return append([]string{r.head.ID}, others...)
}

func (r *repo) commit(a arguments) {
	c := &Commit{ID: a.id, Message: a.message, Tags: a.tags, Parents: r.parents()}
	if a.kind != nil {
		c.Kind = *a.kind
	}
	r.add(c)
}

func (r *repo) branch(name string, order, at, n int) error {
	if _, ok := r.heads[name]; ok {
		return r.src.Errorf(at, n, "branch %s exists already", chart.Quote(name)).WithHint("to go back to it write: checkout %s", name)
	}
	r.heads[name] = r.head
	r.orders = append(r.orders, Branch{Name: name, order: order})
	return r.checkout(name, at, n)
}

func (r *repo) checkout(name string, at, n int) error {
	head, ok := r.heads[name]
	if !ok {
		return r.src.Errorf(at, n, "there is no branch %s", chart.Quote(name)).WithHint("to make it write: branch %s", name)
	}
	r.current, r.head = name, head
	return nil
}

func (r *repo) merge(name string, a arguments, at, n int) error {
	here := r.heads[r.current]
	there, exists := r.heads[name]
	refuse := func(format string, args ...any) error { return r.src.Errorf(at, n, format, args...) }
	switch {
	case here != nil && there != nil && here.Branch == name, r.current == name:
		return refuse("branch %s cannot be merged into itself", chart.Quote(name))
	case here == nil:
		return refuse("branch %s has no commits to merge into", chart.Quote(r.current))
	case !exists:
		return refuse("there is no branch %s to merge", chart.Quote(name))
	case there == nil:
		return refuse("branch %s has no commits to merge", chart.Quote(name))
	case here == there:
		return refuse("branches %s and %s have the same head: there is nothing to merge", chart.Quote(r.current), chart.Quote(name))
	case a.id != "" && r.byID[a.id] != nil:
		return refuse("there is a commit with id %s already", chart.Quote(a.id))
	}
	custom := a.id != ""
	r.add(&Commit{
		ID: a.id, Message: "merged branch " + name + " into " + r.current, Kind: Merge, custom: &custom,
		override: a.kind, Tags: a.tags, Parents: r.parents(there.ID),
	})
	return nil
}

func (r *repo) cherryPick(a arguments, at, n int) error {
	source := r.byID[a.id]
	refuse := func(format string, args ...any) *chart.Error { return r.src.Errorf(at, n, format, args...) }
	switch {
	case a.id == "":
		return refuse("cherry-pick names no commit").WithHint(`write: cherry-pick id:"…"`)
	case source == nil:
		return refuse("there is no commit with id %s", chart.Quote(a.id)).WithHint("only commits with an id of their own can be picked")
	case a.parent != "" && !contains(source.Parents, a.parent):
		return refuse("%s is no parent of commit %s", chart.Quote(a.parent), chart.Quote(a.id))
	case source.Kind == Merge && a.parent == "":
		return refuse("commit %s is a merge, and which parent to compare with is not said", chart.Quote(a.id)).WithHint(`add parent:"…"`)
	case source.Branch == r.current:
		return refuse("commit %s is on branch %s already", chart.Quote(a.id), chart.Quote(r.current))
	case r.heads[r.current] == nil:
		return refuse("branch %s has no commits to pick into", chart.Quote(r.current))
	}
	tags := []string{}
	for _, t := range a.tags {
		if t != "" {
			tags = append(tags, t)
		}
	}
	if a.tags == nil {
		tag := "cherry-pick:" + source.ID
		if source.Kind == Merge {
			tag += "|parent:" + a.parent
		}
		tags = append(tags, tag)
	}
	r.add(&Commit{
		Message: "cherry-picked " + source.Message + " into " + r.current, Kind: CherryPick, Tags: tags, Parents: r.parents(source.ID),
	})
	return nil
}

func contains(list []string, s string) bool {
	for _, have := range list {
		if have == s {
			return true
		}
	}
	return false
}
