import { catalogue } from '#contract/common.ts'

/** Which client goes by which version of the regulation, and moving them (E9). */
export const versionsTexts = catalogue({
  ru: {
    onVersion: 'Регламент: версия {version}',
    planned: 'Версия {version} с {date}',
    move: 'Сменить версию',
    moveOf: 'Сменить версию: {portal}',
    keep: 'Оставить прежнюю',
    keepOf: 'Оставить прежнюю: {portal}',
    behind:
      'Сейчас действует версия {version}. На более ранней {count} клиент.|Сейчас действует версия {version}. На более ранних {count} клиента.|Сейчас действует версия {version}. На более ранних {count} клиентов.',
    behindHelp: 'Каждый остаётся на своей, пока вы его не переведёте; клиент узнаёт об этом заранее.',
    moveAll: 'Перевести всех',
    moveTitle: 'Перевести {portal} на версию {version}?',
    moveAllTitle: 'Перевести всех клиентов на версию {version}?',
    moveLead:
      'Регламент обещает предупредить за {count} день. Клиент узнает сразу и увидит рядом, что было и что станет. Купленные пакеты доработают на прежних условиях.|Регламент обещает предупредить за {count} дня. Клиент узнает сразу и увидит рядом, что было и что станет. Купленные пакеты доработают на прежних условиях.|Регламент обещает предупредить за {count} дней. Клиент узнает сразу и увидит рядом, что было и что станет. Купленные пакеты доработают на прежних условиях.',
    moveYes: 'Перевести',
    when: 'Когда',
    atOnceHelp: 'Сразу – только если в новой версии ничего не хуже. Если что-то хуже, назовём, что именно.',
    dateLabel: 'Дата и время, по вашим часам',
    movedNow: 'Готово: версия {version} действует. Клиентам отправлено уведомление.',
    movedLater: 'Версия {version} начнёт действовать {date}. Клиентам отправлено уведомление.',
  },
  uk: {
    onVersion: 'Регламент: версія {version}',
    planned: 'Версія {version} з {date}',
    move: 'Змінити версію',
    moveOf: 'Змінити версію: {portal}',
    keep: 'Залишити попередню',
    keepOf: 'Залишити попередню: {portal}',
    behind:
      'Зараз діє версія {version}. На давнішій {count} клієнт.|Зараз діє версія {version}. На давніших {count} клієнти.|Зараз діє версія {version}. На давніших {count} клієнтів.',
    behindHelp: 'Кожен залишається на своїй, доки ви його не переведете; клієнт дізнається про це заздалегідь.',
    moveAll: 'Перевести всіх',
    moveTitle: 'Перевести {portal} на версію {version}?',
    moveAllTitle: 'Перевести всіх клієнтів на версію {version}?',
    moveLead:
      'Регламент обіцяє попередити за {count} день. Клієнт дізнається одразу й побачить поруч, що було і що стане. Куплені пакети допрацюють на попередніх умовах.|Регламент обіцяє попередити за {count} дні. Клієнт дізнається одразу й побачить поруч, що було і що стане. Куплені пакети допрацюють на попередніх умовах.|Регламент обіцяє попередити за {count} днів. Клієнт дізнається одразу й побачить поруч, що було і що стане. Куплені пакети допрацюють на попередніх умовах.',
    moveYes: 'Перевести',
    when: 'Коли',
    atOnceHelp: 'Одразу – лише якщо в новій версії нічого не гірше. Якщо щось гірше, назвемо, що саме.',
    dateLabel: 'Дата й час, за вашим годинником',
    movedNow: 'Готово: версія {version} діє. Клієнтам надіслано сповіщення.',
    movedLater: 'Версія {version} почне діяти {date}. Клієнтам надіслано сповіщення.',
  },
  en: {
    onVersion: 'Regulation: version {version}',
    planned: 'Version {version} from {date}',
    move: 'Change version',
    moveOf: 'Change version: {portal}',
    keep: 'Keep the present one',
    keepOf: 'Keep the present one: {portal}',
    behind:
      'Version {version} is in force. {count} client is on an earlier one.|Version {version} is in force. {count} clients are on earlier ones.',
    behindHelp: 'Each stays on its own until you move it; the client is told beforehand.',
    moveAll: 'Move all',
    moveTitle: 'Move {portal} to version {version}?',
    moveAllTitle: 'Move all clients to version {version}?',
    moveLead:
      'The regulation promises {count} day of notice. The client is told at once and sees side by side what was and what will be. Packages that were bought go on under their old terms.|The regulation promises {count} days of notice. The client is told at once and sees side by side what was and what will be. Packages that were bought go on under their old terms.',
    moveYes: 'Move',
    when: 'When',
    atOnceHelp: 'At once only where nothing in the new version is worse. If something is, we name it.',
    dateLabel: 'Date and time, by your clock',
    movedNow: 'Done: version {version} holds. The clients have been notified.',
    movedLater: 'Version {version} begins {date}. The clients have been notified.',
  },
})
