-- Where entries stand in time, with the sum up to each: a balance at any instant is one look, and what work took in a month
-- is the difference of two of them, without what was bought, ended or adjusted (few entries) in between.
create index ledger_by_time on ledger (desk_id, member_id, at, number) include (balance);
create index ledger_besides_work on ledger (desk_id, member_id, at) include (kind, quanta) where kind <> 'work';
drop index ledger_work;

-- D2: the desk's income by months.
create index payments_of_desk on order_payments (desk_id, recorded_at) include (amount_minor, currency);
