// Package sample makes courses of any size for tests and benchmarks.
//
// A lesson is like those of a real technical course: about 24 KB of Russian
// prose with headings, code in five languages, tables, callouts, links to
// other lessons and a chart. The same numbers give the same bytes, and no two
// lessons share a code block, so nothing is quicker here than it would be
// elsewhere.
//
//	err := sample.Write(dir, 1000)
package sample

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// LessonBytes is the size that lessons are filled up to.
const LessonBytes = 24_000

// perModule is the number of lessons of a module.
const perModule = 12

// Write makes a project of so many lessons below dir.
func Write(dir string, lessons int) error {
	settings := "title: Учебный курс\nlanguage: ru\n"
	if err := write(filepath.Join(dir, "course.yaml"), []byte(settings)); err != nil {
		return err
	}
	for i := range lessons {
		if i%perModule == 0 {
			title := fmt.Sprintf("title: Модуль %d\ndescription: О том, как устроена часть %d\n", i/perModule+1, i/perModule+1)
			if err := write(filepath.Join(dir, "content", "course", module(i), "module.yaml"), []byte(title)); err != nil {
				return err
			}
		}
		if err := write(filepath.Join(dir, filepath.FromSlash(Path(i))), Lesson(i, lessons)); err != nil {
			return err
		}
	}
	return nil
}

func write(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("make a sample: %w", err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return fmt.Errorf("make a sample: %w", err)
	}
	return nil
}

func module(i int) string { return fmt.Sprintf("%03d-module", i/perModule+1) }

func file(i int) string { return fmt.Sprintf("%02d-lesson-%d.mdx", i%perModule+1, i+1) }

// Path is the path of a lesson, counted from 0, below the project's root.
func Path(i int) string { return "content/course/" + module(i) + "/" + file(i) }

// Lesson is the text of lesson i of a course of so many.
func Lesson(i, lessons int) []byte {
	w := &writer{random: rand.New(rand.NewPCG(uint64(i), 20260101)), lesson: i, lessons: lessons}
	fmt.Fprintf(w, "---\ntitle: \"Урок %d: %s и %s\"\ndescription: %s\norder: %d\ndifficulty: intermediate\nestimatedTime: %d\ntopics: [%s, %s]\n---\n",
		i+1, w.word(), w.word(), w.sentence(8), i%perModule+1, 20+w.random.IntN(20), w.term(), w.term())
	parts := []func(){
		w.paragraph, w.bash, w.paragraph, w.callout, w.paragraph, w.json, w.list, w.sql,
		w.paragraph, w.table, w.yaml, w.paragraph, w.java, w.paragraph, w.links,
	}
	for section := 1; w.Len() < LessonBytes; section++ {
		fmt.Fprintf(w, "\n## Часть %d\n", section)
		if section == 2 {
			w.chart()
		}
		for n, part := range parts {
			if n%5 == 4 {
				fmt.Fprintf(w, "\n### Подробность %d для части %d\n", n/5+1, section)
			}
			part()
			if w.Len() > LessonBytes {
				break
			}
		}
	}
	return w.Bytes()
}

// writer is a lesson in the making.
type writer struct {
	bytes.Buffer
	random          *rand.Rand
	lesson, lessons int
}

var words = strings.Fields(`журнал изменений базы данных содержит записи каждая запись описывает событие коннектор читает
	поток сообщений брокер хранит разделы потребитель подтверждает смещение снимок таблицы выполняется однажды после
	запуска процесс продолжает чтение позиция сохраняется надёжно ошибка требует внимания оператора задержка растёт
	когда нагрузка превышает предел настройка параметра меняет поведение системы проверка показывает состояние реплика
	отстаёт главный сервер принимает запросы схема меняется без остановки преобразование удаляет лишние поля ключ
	определяет порядок доставки повторная обработка безопасна благодаря идемпотентности мониторинг собирает метрики
	тревога срабатывает при превышении порога резервная копия восстанавливает утраченное согласованность важнее скорости`)

var terms = strings.Fields("snapshot.mode GTID binlog offset Kafka Debezium WAL slot replica topic partition schema outbox heartbeat connector tombstone")

func (w *writer) word() string { return words[w.random.IntN(len(words))] }
func (w *writer) term() string { return terms[w.random.IntN(len(terms))] }

func (w *writer) sentence(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = w.word()
	}
	first := []rune(out[0])
	out[0] = strings.ToUpper(string(first[:1])) + string(first[1:])
	return strings.Join(out, " ")
}

func (w *writer) paragraph() {
	w.WriteByte('\n')
	for range 3 + w.random.IntN(3) {
		fmt.Fprintf(w, "%s, %s `%s`, а **%s** — %s %d. ", w.sentence(7), w.word(), w.term(), w.word(), w.sentence(5), w.random.IntN(1000))
	}
	w.WriteByte('\n')
}

func (w *writer) list() {
	w.WriteByte('\n')
	for n := range 4 {
		fmt.Fprintf(w, "%d. %s: *%s* и `%s=%d`\n", n+1, w.sentence(5), w.word(), w.term(), w.random.IntN(9999))
	}
}

func (w *writer) callout() {
	kind := []string{"note", "tip", "warning", "danger"}[w.random.IntN(4)]
	fmt.Fprintf(w, "\n<Callout type=%q title=%q>\n%s. Смотрите `%s`.\n\n- %s\n- %s\n</Callout>\n",
		kind, w.sentence(3), w.sentence(12), w.term(), w.sentence(6), w.sentence(6))
}

func (w *writer) links() {
	other := w.random.IntN(w.lessons)
	fmt.Fprintf(w, "\n%s: [урок %d](../%s/%s), [его часть](../%s/%s#часть-1) и [документация](https://example.org/%d).\n",
		w.sentence(4), other+1, module(other), file(other), module(other), file(other), w.random.IntN(100))
}

func (w *writer) table() {
	w.WriteString("\n| Параметр | Значение | Смысл |\n|---|---:|---|\n")
	for range 5 {
		fmt.Fprintf(w, "| `%s.%s` | %d | %s |\n", w.term(), w.term(), w.random.IntN(100000), w.sentence(5))
	}
}

func (w *writer) fence(lang, code string) { fmt.Fprintf(w, "\n```%s\n%s```\n", lang, code) }

func (w *writer) chart() {
	fmt.Fprintf(w, "\n```mermaid\nflowchart LR\n  A[База %d] --> B{Журнал}\n  B -->|да| C[%s]\n  B -->|нет| D[%s]\n  C --> E[(Kafka %d)]\n  D --> E\n  E --> F[%s]\n```\n",
		w.lesson, w.word(), w.word(), w.random.IntN(100), w.word())
}
