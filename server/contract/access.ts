import type * as v from 'valibot'

/**
 * Who may call a route at all; what they may see or do in it is decided again on the row (E2).
 * `participant`: the client's admin or integrator, or the desk's staff, of the ticket that is named.
 */
export const accessKinds = [
  'anyone',
  'signedIn',
  'portalAdmin',
  'adminOrOwner',
  'client',
  'clientAdmin',
  'staff',
  'lead',
  'owner',
  'participant',
] as const
export type AccessKind = (typeof accessKinds)[number]

/**
 * What costs so much that each portal has a share of it (P5): a file that a thread makes, a question that keeps the database busy,
 * or an attachment that is examined.
 */
export type CostlyWork = 'file' | 'question' | 'attachment'

/**
 * One line of the table of routes. A route whose own statement checks session and role says `rememberedActor: true` besides: who
 * asks may then be known from a moment ago. One that an admin alone may call, and that changes what others rely on, says
 * `asksPortal: true`: whether whoever acts is an admin is asked of the portal at that act (P8). One whose work is costly says which.
 */
export const post = <
  const Input extends v.GenericSchema,
  const Output extends v.GenericSchema,
  const Access extends AccessKind,
>(
  path: string,
  access: Access,
  input: Input,
  output: Output,
) => ({ method: 'POST', path, access, input, output, rememberedActor: false, asksPortal: false, costly: null }) as const

/** The same for an act of an admin. */
export const adminAct = <
  const Input extends v.GenericSchema,
  const Output extends v.GenericSchema,
  const Access extends AccessKind,
>(
  path: string,
  access: Access,
  input: Input,
  output: Output,
) => ({ ...post(path, access, input, output), asksPortal: true }) as const
