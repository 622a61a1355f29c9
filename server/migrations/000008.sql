-- Words are read on from where they were read last, and so often that rows should find room beside their old versions.
alter table ticket_words add column upto_seq bigint not null default 0;
alter table ticket_words set (fillfactor = 70);
alter table ticket_clocks set (fillfactor = 70);

-- The next reactions that are over are not kept any more, only counted; here they are all still there.
update ticket_clocks set state = state || '{"roundsBefore": 0}';
