import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Failed } from './domain/gaps.ts'
import type { Labelled } from './domain/rehearsal.ts'
import type { LabelSource } from './learning.port.ts'

const mostFailed = 2000
const mostLabelled = 300

export type FailedAttempt = Failed & { language: Language; namedArticle: string | null }

/** Of a desk since then: what did not help, was asked anew or had no answer, unless somebody has dealt with it. The newest first. */
export async function listFailed(db: Reader, deskId: string, since: Date): Promise<FailedAttempt[]> {
  const { rows } = await sql<FailedAttempt>`
    select a.attempt_id as "attemptId", a.session_id as session, a.question as text, a.language, a.at,
           exists (select 1 from assistant_handovers h
                    where h.ticket_id::text = a.session_id and h.step = 'taken') as "isHandedOver",
           named.article_id as "namedArticle"
      from assistant_attempts a
      join lateral (select o.outcome from assistant_outcomes o where o.attempt_id = a.attempt_id
                     order by o.place desc limit 1) came on true
      left join assistant_labels named on named.attempt_id = a.attempt_id and named.source = 'agent'
     where a.desk_id = ${deskId} and a.at > ${since} and a.question <> ''
       and came.outcome in ('notHelped', 'rephrased', 'abstained')
       and not exists (select 1 from assistant_labels l
                        where l.attempt_id = a.attempt_id and l.source in ('phrasing', 'dismissed'))
     order by a.at desc, a.attempt_id
     limit ${mostFailed}`.execute(db)
  return rows
}

export type StoredAttempt = { deskId: string; question: string; language: Language; session: string }

export async function findAttempt(db: Reader, attemptId: string): Promise<StoredAttempt | null> {
  const { rows } = await sql<StoredAttempt>`
    select desk_id as "deskId", question, language, session_id as session from assistant_attempts
     where attempt_id = ${attemptId}`.execute(db)
  return rows[0] ?? null
}

/** The question with which a conversation began; null: the assistant was asked nothing there. */
export async function findFirstAttempt(db: Reader, session: string): Promise<{ attemptId: string } | null> {
  const { rows } = await sql<{ attemptId: string }>`
    select attempt_id as "attemptId" from assistant_attempts where session_id = ${session}
     order by at, attempt_no limit 1`.execute(db)
  return rows[0] ?? null
}

type Label = {
  attemptId: string
  source: LabelSource
  articleId: string | null
  deskId: string
  byName: string
  byUser: number
}

/** The newest word counts. */
export async function saveLabel(unit: UnitOfWork, label: Label): Promise<void> {
  const said = { article_id: label.articleId, by_name: label.byName, by_user: label.byUser, at: unit.at }
  await unit.tx
    .insertInto('assistant_labels')
    .values({ attempt_id: label.attemptId, source: label.source, desk_id: label.deskId, ...said })
    .onConflict((conflict) => conflict.columns(['attempt_id', 'source']).doUpdateSet(said))
    .execute()
}

/** All of them at once, of this desk alone. */
export async function saveDismissed(
  unit: UnitOfWork,
  attemptIds: readonly string[],
  { deskId, byName, byUser }: Pick<Label, 'deskId' | 'byName' | 'byUser'>,
): Promise<void> {
  await sql`
    insert into assistant_labels (attempt_id, source, desk_id, article_id, by_name, by_user, at)
    select attempt_id, 'dismissed', desk_id, null, ${byName}, ${byUser}, ${unit.at} from assistant_attempts
     where desk_id = ${deskId} and attempt_id = any(${[...attemptIds]}::uuid[])
     order by attempt_id
        on conflict (attempt_id, source) do nothing`.execute(unit.tx)
}

export async function findLabel(
  db: Reader,
  attemptId: string,
  source: LabelSource,
): Promise<{ articleId: string | null } | null> {
  const row = await db
    .selectFrom('assistant_labels')
    .select('article_id')
    .where('attempt_id', '=', attemptId)
    .where('source', '=', source)
    .executeTakeFirst()
  return row === undefined ? null : { articleId: row.article_id }
}

/** Each question once, the newest first: what helped, and what people have named. */
export async function listLabelled(db: Reader, deskId: string): Promise<Labelled[]> {
  const { rows } = await sql<Labelled>`
    select question, language, "articleId" from (
      select distinct on (lower(known.question)) known.question, known.language, known.article_id as "articleId", known.at
        from (
          select a.question, a.language, l.article_id, l.at
            from assistant_labels l join assistant_attempts a on a.attempt_id = l.attempt_id
           where l.desk_id = ${deskId} and l.article_id is not null
          union all
          select a.question, a.language, coalesce(came.chosen, a.shown[1]), came.at
            from assistant_attempts a
            join lateral (select o.outcome, o.chosen, o.at from assistant_outcomes o where o.attempt_id = a.attempt_id
                           order by o.place desc limit 1) came on true
           where a.desk_id = ${deskId} and came.outcome = 'helped'
             and (came.chosen is not null or cardinality(a.shown) = 1)
        ) known
       where known.question <> '' and known.article_id is not null
       order by lower(known.question), known.at desc) once
     order by at desc
     limit ${mostLabelled}`.execute(db)
  return rows
}

export type WeekRow = {
  monday: string
  attempts: number
  answered: number
  listed: number
  unknown: number
  first: number
  second: number
  third: number
  assumed: number
  wrong: number
  judged: number
  sessions: number
  handedOver: number
  p99: number | null
}

const dayMilliseconds = 86_400_000

/** Of a desk by weeks of UTC, the newest first; weeks in which nothing was asked are left out. */
export async function listWeeks(
  db: Reader,
  deskId: string,
  { since, at }: { since: Date; at: Date },
): Promise<WeekRow[]> {
  const quietSince = new Date(at.getTime() - dayMilliseconds)
  const { rows } = await sql<WeekRow>`
    with asked as (
      select a.attempt_id, a.session_id, a.attempt_no, a.zone, a.milliseconds, a.at, came.outcome,
             date_trunc('week', a.at at time zone 'UTC')::date as monday,
             a.attempt_no = max(a.attempt_no) over (partition by a.session_id) as is_last,
             exists (select 1 from assistant_handovers h
                      where h.ticket_id::text = a.session_id and h.step = 'taken') as is_handed
        from assistant_attempts a
        left join lateral (select o.outcome from assistant_outcomes o where o.attempt_id = a.attempt_id
                            order by o.place desc limit 1) came on true
       where a.desk_id = ${deskId} and a.at > ${since})
    select to_char(monday, 'YYYY-MM-DD') as monday, count(*)::int as attempts,
           (count(*) filter (where zone = 'answer'))::int as answered,
           (count(*) filter (where zone = 'list'))::int as listed,
           (count(*) filter (where zone = 'unknown'))::int as unknown,
           (count(*) filter (where outcome = 'helped' and attempt_no = 1))::int as first,
           (count(*) filter (where outcome = 'helped' and attempt_no = 2))::int as second,
           (count(*) filter (where outcome = 'helped' and attempt_no > 2))::int as third,
           (count(*) filter (where is_last and not is_handed and zone <> 'unknown' and at < ${quietSince}
                               and coalesce(outcome, 'abandoned') in ('abandoned', 'choseFromList')))::int as assumed,
           (count(*) filter (where zone = 'answer' and outcome = 'notHelped'))::int as wrong,
           (count(*) filter (where zone = 'answer' and outcome in ('helped', 'notHelped')))::int as judged,
           count(distinct session_id)::int as sessions,
           (count(distinct session_id) filter (where is_handed))::int as "handedOver",
           round(percentile_cont(0.99) within group (order by milliseconds))::int as p99
      from asked group by monday order by monday desc`.execute(db)
  return rows
}
