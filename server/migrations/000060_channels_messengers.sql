-- I2, E6: what messengers need besides mail. How many parts of a long message are sent already, so that a retry begins behind them.
alter table channel_outbox add column parts_sent integer not null default 0;
-- What somebody has chosen by a button for a message that could go to several places; it is then worked on again.
alter table channel_inbox add column choice text;
