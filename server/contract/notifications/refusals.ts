/** Of what people are told, and how. */
export const notificationRefusals = {
  no_mail_here: 422,
} as const
