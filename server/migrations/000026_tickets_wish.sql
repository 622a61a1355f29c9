-- T3: the priority that a client proposes, until staff decides. What was proposed before counts as decided.
alter table tickets add column wish text;
