import * as v from 'valibot'

/** One mailbox and nothing around it: no name, no comment, no second address, no line break. */
export const mailAddress = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(254),
  v.regex(
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/,
  ),
)

export const typeAddressInput = v.strictObject({ address: mailAddress })
