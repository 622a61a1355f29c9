-- T12: whose week it is on duty: an ordered list of people who hand over once a week, in the desk's zone.
create table duty_rotas (
  desk_id uuid primary key references desks,
  version integer not null check (version > 0),
  -- In this order from the hand-over of `first_day` on; who has left the desk keeps their place, and the next one stands in.
  people integer[] not null,
  -- The local date of a hand-over, whose weekday it is that hands over; as days since 1970.
  first_day integer not null,
  -- Minutes on the wall since that date began.
  hand_over smallint not null check (hand_over between 0 and 1439),
  confirm_minutes smallint not null check (confirm_minutes between 1 and 240)
);

-- On top of the weeks: somebody stands in, or cannot be on duty.
alter table duties add column kind text not null default 'standIn' check (kind in ('standIn', 'away'));
