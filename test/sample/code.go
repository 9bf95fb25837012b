package sample

import (
	"fmt"
	"strings"
)

func (w *writer) number() int { return w.random.IntN(1_000_000) }

func (w *writer) bash() {
	var b strings.Builder
	for range 3 {
		fmt.Fprintf(&b, "# %s\nfor topic in orders-%d payments-%d; do\n  kafka-console-consumer.sh --bootstrap-server \"broker-%d:9092\" \\\n    --topic \"$topic\" --max-messages %d | jq -r '.payload.after.id' >> /var/log/check-%d.log\ndone\n",
			w.sentence(4), w.number(), w.number(), w.random.IntN(9), w.number(), w.number())
	}
	w.fence("bash", b.String())
}

func (w *writer) json() {
	var b strings.Builder
	fmt.Fprintf(&b, "{\n  \"name\": \"connector-%d\",\n  \"config\": {\n", w.number())
	for range 8 {
		fmt.Fprintf(&b, "    \"database.%s.%d\": \"%s-%d\",\n", strings.ToLower(w.term()), w.number(), strings.ToLower(w.term()), w.number())
	}
	fmt.Fprintf(&b, "    \"tasks.max\": %d,\n    \"enabled\": true\n  }\n}\n", 1+w.random.IntN(9))
	w.fence("json", b.String())
}

func (w *writer) sql() {
	var b strings.Builder
	for range 3 {
		fmt.Fprintf(&b, "-- %s\nSELECT o.id, o.total_%d, c.name\nFROM orders_%d AS o\nJOIN customers AS c ON c.id = o.customer_id\nWHERE o.created_at >= '2026-01-%02d' AND o.total > %d\nORDER BY o.id DESC\nLIMIT %d;\n\n",
			w.sentence(4), w.number(), w.number(), 1+w.random.IntN(28), w.number(), 1+w.random.IntN(100))
	}
	w.fence("sql", b.String())
}

func (w *writer) yaml() {
	var b strings.Builder
	b.WriteString("services:\n")
	for range 3 {
		fmt.Fprintf(&b, "  connect-%d:\n    image: \"debezium/connect:%d.%d\"\n    environment:\n      GROUP_ID: \"%d\" # %s\n      OFFSET_FLUSH_INTERVAL_MS: %d\n    ports:\n      - \"%d:8083\"\n",
			w.number(), w.random.IntN(4), w.random.IntN(9), w.number(), w.word(), w.number(), 8000+w.random.IntN(1000))
	}
	w.fence("yaml", b.String())
}

func (w *writer) java() {
	var b strings.Builder
	fmt.Fprintf(&b, "/** %s. */\npublic final class Handler%d implements ChangeConsumer<Event> {\n", w.sentence(5), w.number())
	for range 2 {
		fmt.Fprintf(&b, "    private static final int LIMIT_%d = %d;\n\n    @Override\n    public void handle%d(List<Event> events) throws InterruptedException {\n        for (Event event : events) {\n            if (event.offset() > LIMIT && !event.isTombstone()) {\n                store.put(\"key-%d\", event.value()); // %s\n            }\n        }\n    }\n",
			w.number(), w.number(), w.number(), w.number(), w.word())
	}
	b.WriteString("}\n")
	w.fence("java", b.String())
}
