import type { ColumnType, Generated } from 'kysely'
import type { OrderStatus } from '#contract/billing/orders.types.ts'
import type { StopCause } from '#contract/billing/timers.types.ts'
import type { InvoiceProblem, InvoiceState } from '#contract/billing/crm.types.ts'
import type { LedgerEntry } from '#contract/billing/ledger.types.ts'
import type { Category, Priority } from '#contract/regulations/base.types.ts'
import type { Validity } from '#contract/regulations/document.types.ts'
import type { DeskKind, DeskRole } from '#contract/desks/session.types.ts'
import type { AlarmClock } from '#contract/sla/types.ts'
import type { AssignmentMode, SkillOf, Weekly } from '#contract/desks/types.ts'
import type { Channel } from '#contract/regulations/document.types.ts'
import type { LockReason, Side, TicketStatus } from '#contract/tickets/types.ts'

type Json<Type> = ColumnType<Type, string, string>

/** The schema as `server/migrations` makes it. A row type stays inside the `sql.ts` that reads it. */
export type Tables = {
  portals: {
    member_id: string
    domain: string
    client_endpoint: string
    server_endpoint: string
    client_id: string
    application_token: string | null
    language: Generated<string>
    is_installed: Generated<boolean>
    is_client: Generated<boolean>
    installed_at: Date | null
    uninstalled_at: Date | null
    licence: Generated<string>
    licence_type: Generated<string>
    licence_family: Generated<string>
    licence_checked_at: Date | null
    licence_failed_at: Date | null
    is_enterprise_box: Generated<boolean>
    support_version: Generated<number>
    notice_answers: Generated<boolean>
    notice_connection: Generated<boolean>
    level: Generated<string | null>
    level_before: Generated<string | null>
    level_changed_at: Generated<Date | null>
    scopes: Generated<string[]>
  }
  client_messengers: {
    desk_id: string
    member_id: string
    messenger: Channel
    chosen_by: string
    chosen_at: Date
  }
  portal_tokens: {
    member_id: string
    user_id: number
    access_token: string
    refresh_token: string
    expires_at: Date
    is_admin: boolean
    used_at: Date
    failed_at: Date | null
  }
  people: {
    member_id: string
    user_id: number
    name: string
    photo: string | null
    is_admin: boolean
    seen_at: Date
  }
  named_people: {
    member_id: string
    user_id: number
    kind: 'integrator' | 'contact'
    name: string
    photo: string | null
    named_by: string
    named_at: Date
  }
  sessions: {
    token_hash: Buffer
    member_id: string
    user_id: number
    name: string
    photo: string | null
    is_portal_admin: boolean
    opened_at: Date
    expires_at: Date
    ended_at: Date | null
  }
  desks: {
    desk_id: string
    kind: DeskKind
    name: string
    member_id: string
    regulation: string
    number_prefix: Generated<string>
    last_number: Generated<number>
    created_at: Date
    assignment: Generated<AssignmentMode>
    skill_of: ColumnType<SkillOf, string | undefined, string>
  }
  regulation_versions: {
    desk_id: string
    version: number
    effective_at: Date
    document: Json<Record<string, unknown>>
    written_by: string
    written_at: Date
    withdrawn_by: string | null
    withdrawn_at: Date | null
  }
  desk_keys: {
    key_hash: Buffer
    name: string
    kind: DeskKind
    created_at: Date
    used_at: Date | null
    used_by: string | null
  }
  desk_staff: {
    desk_id: string
    user_id: number
    name: string
    photo: string | null
    role: DeskRole
    added_at: Date
    gets_tickets: Generated<boolean>
    skills: Generated<string[]>
    shifts: ColumnType<Weekly | null, string | null | undefined, string | null>
    away_from: Generated<Date | null>
    away_until: Generated<Date | null>
    assigned_at: Generated<Date | null>
  }
  duties: {
    duty_id: string
    desk_id: string
    user_id: number
    starts_at: Date
    ends_at: Date
    added_by: string
  }
  queue_views: {
    view_id: string
    desk_id: string
    user_id: number
    name: string
    query: Json<Record<string, unknown>>
    created_at: Date
  }
  support_codes: {
    code_id: string
    desk_id: string
    code_hash: Buffer
    last_group: string
    portal: string | null
    max_uses: number
    used: Generated<number>
    client_status: number
    plans: string[] | null
    note: string
    issued_by: string
    issued_at: Date
    expires_at: Date
    revoked_at: Date | null
    revoked_by: string | null
    sent_at: Date | null
    sent_by: string | null
    delivered_at: Date | null
    delivered_to: number | null
  }
  connections: {
    connection_id: string
    member_id: string
    desk_id: string
    code_id: string | null
    client_status: number
    plans: string[] | null
    regulation_version: number
    started_at: Date
    activated_by: string
    activated_by_user: number
    ends_at: Date | null
    ended_at: Date | null
    ended_reason: 'client_left' | 'desk_ended' | 'switched' | 'uninstalled' | null
  }
  activation_attempts: {
    attempt_id: Generated<number>
    member_id: string
    at: Date
  }
  tickets: {
    ticket_id: string
    desk_id: string
    member_id: string
    number: string
    subject: string
    status: TicketStatus
    state: Json<Record<string, unknown>>
    lock_reason: LockReason | null
    assignee_id: number | null
    opened_by_user: number
    opened_by: string
    opened_at: Date
    regulation_version: number
    last_at: Date
    active_at: Date
    last_seq: Generated<number>
    last_public_seq: Generated<number>
    preview: Generated<string>
    category: Generated<Category | null>
    priority: Generated<Priority>
    due_at: Generated<Date | null>
    queued_at: Date
    queue_rank: Generated<number>
    awaits_payment: Generated<boolean>
  }
  accounts: {
    desk_id: string
    member_id: string
    opened_at: Date
    settled_at: Date
    limit_quanta: Generated<number>
    owed_quanta: Generated<number>
    interrupted_since: Date | null
    entries: Generated<number>
    head_hash: string
    balance: Generated<number>
    wake_at: Date | null
    usage_plan: string | null
    usage_currency: string | null
    usage_version: number | null
    usage_since: Date | null
  }
  packages: {
    package_id: string
    desk_id: string
    member_id: string
    order_id: string | null
    plan_code: string
    quanta: number
    left_quanta: number
    starts_at: Date
    ends_at: Date
    validity: ColumnType<Validity, string, string>
    has_ended: Generated<boolean>
    warned_days: number | null
    entry: number
  }
  timers: {
    interval_id: string
    desk_id: string
    member_id: string
    ticket_id: string
    agent_id: number
    agent_name: string
    started_at: Date
    terms: Json<Record<string, unknown>>
    regulation_version: number
    stopped_at: Date | null
    stop_cause: StopCause | null
    quanta: Generated<number>
    asked_at: Date | null
    ask_stops_at: Date | null
    ask_cause: 'noAnswer' | 'dayEnded' | null
    answered_at: Date | null
  }
  work_groups: { desk_id: string; member_id: string; name: string; worked_seconds: number; paid_seconds: number }
  least_charges: { desk_id: string; member_id: string; ticket_id: string; left_quanta: number }
  ledger: {
    desk_id: string
    member_id: string
    number: number
    at: Date
    kind: LedgerEntry['kind']
    package_id: string | null
    quanta: number
    plan_code: string | null
    ends_at: Date | null
    order_id: string | null
    price_minor: number | null
    price_currency: string | null
    ticket_id: string | null
    interval_id: string | null
    ended_package_id: string | null
    reason: string | null
    by: string | null
    previous_hash: string
    hash: string
    balance: number
  }
  adjustments: { adjustment_id: string; desk_id: string; member_id: string; at: Date }
  orders: {
    order_id: string
    desk_id: string
    member_id: string
    plan_code: string
    client_status: number
    quanta: number
    total_minor: number
    currency: string
    validity: ColumnType<Validity | null, string | null, string | null>
    regulation_version: number
    status: OrderStatus
    placed_at: Date
    placed_by: string
    placed_by_user: number
    lapses_at: Date
    ended_at: Date | null
  }
  order_payments: {
    order_id: string
    document_number: string
    document_date: ColumnType<Date | string, string, string>
    amount_minor: number
    currency: string
    recorded_at: Date
    recorded_by: string
    desk_id: string
    member_id: string
  }
  client_companies: {
    desk_id: string
    member_id: string
    company_id: number
    title: string
    linked_at: Date
    linked_by: string
  }
  order_invoices: {
    order_id: string
    desk_id: string
    member_id: string
    state: InvoiceState
    problem: InvoiceProblem | null
    invoice_id: number | null
    number: string | null
    attempts: Generated<number>
    changed_at: Date
  }
  client_statuses: {
    desk_id: string
    member_id: string
    from_at: Date
    status: number
    until_at: Date | null
    afterwards: number | null
    set_by: string
  }
  disputes: {
    dispute_id: string
    interval_id: string
    desk_id: string
    member_id: string
    opened_at: Date
    opened_by: string
    reason: string
    answered_at: Date | null
    answered_by: string | null
    answer: string | null
    given_back: number | null
  }
  ledger_keys: { desk_id: string; public_key: string; sealed_key: string; made_at: Date }
  ticket_clocks: {
    ticket_id: string
    upto_seq: number
    state: Json<Record<string, unknown>>
  }
  sla_alarms: {
    ticket_id: string
    clock: AlarmClock
    round: number
    at_percent: number
    due_at: Date
    fired_at: Date | null
  }
  ticket_words: {
    ticket_id: string
    desk_id: string
    member_id: string
    said_at: Date
    words: string
    note_words: string
    upto_seq: number
    is_open: Generated<boolean>
  }
  words_due: {
    ticket_id: string
  }
  reactions_held: {
    reaction: string
    ticket_id: string
    types: string[]
    failures: number
    again_at: Date
  }
  messages: {
    message_id: string
    ticket_id: string
    seq: number
    public_seq: number | null
    side: Side
    author_member: string
    author_id: number
    author_name: string
    kind: 'public' | 'note'
    is_question: Generated<boolean>
    text: string
    at: Date
    edited_at: Date | null
    deleted_at: Date | null
  }
  read_marks: {
    ticket_id: string
    side: 'client' | 'desk'
    user_id: number
    seq: number
    public_seq: number
    at: Date
  }
  journal: {
    entry_id: Generated<number>
    xid: Generated<string>
    at: Date
    type: string
    member_id: string | null
    desk_id: string | null
    ticket_id: string | null
    seq: number | null
    public_seq: number | null
    actor: Json<JournalActor>
    payload: Json<Record<string, unknown>>
  }
  reaction_cursors: {
    reaction: string
    xid: string
    entry_id: number
  }
  notices_due: {
    ticket_id: string
    due_at: Date
  }
  notices_sent: {
    notice: string
    at: Date
  }
}

/** Who did it, and from where. */
export type JournalActor = {
  side: Side
  memberId: string | null
  userId: number | null
  name: string
  address: string | null
}
