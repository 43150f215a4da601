"""How alike two records are, from text to a score.

traits (a record made comparable), numbers and spelling (how two values stand), levels (how two records stand), score
(how likely they are one person), reasons (the same in words). Who is compared at all: blocks for a few people; for
a million columns and names, on numbering (values as numbers), words, seams and name_columns.
"""

CERTAIN, PROBABLE = 0.999, 0.5
"""From which score on two records are one person for certain, or probably so that a person decides."""
