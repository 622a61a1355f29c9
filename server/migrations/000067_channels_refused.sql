-- I1: whether an address refuses what is sent to it is asked before each sending.
create index channel_outbox_refused on channel_outbox (account_id, address) where reason = 'addressRefused';
