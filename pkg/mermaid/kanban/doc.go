// Package kanban is the chart type kanban: columns of cards.
package kanban
