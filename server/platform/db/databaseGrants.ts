import type pg from 'pg'

/** Tables that only grow: what the servers may do with them is read and append. */
const appendOnly = ['journal', 'ledger', 'coupon_entries']

/**
 * The statements that give the role what it lacks, none when it has everything: rights on our tables and on the worker's,
 * whose tables also have row level security without a policy, so that nobody but their owner sees a row.
 */
export async function missingGrants(owner: pg.Client, role: string): Promise<string[]> {
  const { rows } = await owner.query<{ statement: string }>(
    `select format('grant connect on database %I to %I', current_database(), $1::text) as statement
      where not has_database_privilege($1, current_database(), 'connect')
     union all
     select format('grant usage on schema %I to %I', nspname, $1::text) from pg_namespace
      where nspname = any($2) and not has_schema_privilege($1, oid, 'usage')
     union all
     select format('grant %s on %I.%I to %I', rights, nspname, relname, $1::text)
       from (select c.oid, c.relname, n.nspname, c.relkind,
                    case when c.relkind = 'v' or (nspname = 'public' and relname like 'kysely\\_%') then 'select'
                         when nspname = 'public' and relname = any($3) then 'select, insert'
                         else 'select, insert, update, delete' end as rights
               from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = any($2) and c.relkind in ('r', 'p', 'v')
                and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')) ours
      where not (select bool_and(has_table_privilege($1, ours.oid, one)) from unnest(string_to_array(rights, ', ')) one)
     union all
     select format('grant usage on sequence %I.%I to %I', nspname, relname, $1::text)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where nspname = any($2) and case relkind when 'S' then not has_sequence_privilege($1, c.oid, 'usage') end
     union all
     select format('grant execute on function %s to %I', p.oid::regprocedure, $1::text)
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where nspname = 'public' and proname = 'forget_names' and not has_function_privilege($1, p.oid, 'execute')
     union all
     select format('create policy opora_servers on %I.%I using (true) with check (true)', nspname, relname)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where nspname = 'graphile_worker' and relrowsecurity
        and not exists (select 1 from pg_policy where polrelid = c.oid and polname = 'opora_servers')`,
    [role, ['public', 'graphile_worker'], appendOnly],
  )
  return rows.map(({ statement }) => statement)
}
