import { catalogue } from '../common.ts'
import type { deskRefusals } from './refusals.ts'

/** Words for every "no" of desks, their keys and their staff: what happened, then what to do. */
export const deskRefusalTexts = catalogue({
  ru: {
    no_desk: 'На этом портале нет службы поддержки. Её включает администратор при установке.',
    desk_key_wrong: 'Такого ключа поддержки нет. Проверьте, не потерялся ли символ при копировании.',
    desk_key_used: 'Этот ключ уже использован, он действует один раз. Попросите новый у владельца сервера.',
    own_desk: 'Это код вашей собственной поддержки: подключиться к самому себе нельзя.',
    no_standard_desk:
      'На этом сервере нет стандартной поддержки. Подключите партнёра или обратитесь в поддержку Битрикс24.',
    person_away: 'Этот сотрудник сейчас отсутствует. Выберите другого или подождите, пока он вернётся.',
    shifts_invalid: 'Проверьте смены: время не читается или смена пустая.',
    prefix_taken: 'Такой префикс уже у другой службы этого сервера. Выберите другой.',
    prefix_used: 'Под этим префиксом уже есть обращения, их номера знают клиенты: изменить его нельзя.',
    too_many_duties: 'В графике дежурств слишком много записей. Удалите лишние и добавьте снова.',
    rota_changed:
      'График дежурств только что изменил кто-то другой. Посмотрите, как он выглядит теперь, и измените снова.',
  } satisfies Record<keyof typeof deskRefusals, string>,
  uk: {
    no_desk: 'На цьому порталі немає служби підтримки. Її вмикає адміністратор під час встановлення.',
    desk_key_wrong: 'Такого ключа підтримки немає. Перевірте, чи не загубився символ під час копіювання.',
    desk_key_used: 'Цей ключ уже використано, він діє один раз. Попросіть новий у власника сервера.',
    own_desk: 'Це код вашої власної підтримки: підключитися до самого себе не можна.',
    no_standard_desk:
      'На цьому сервері немає стандартної підтримки. Підключіть партнера або зверніться до підтримки Бітрікс24.',
    person_away: 'Цей співробітник зараз відсутній. Виберіть іншого або зачекайте, поки він повернеться.',
    shifts_invalid: 'Перевірте зміни: час не читається або зміна порожня.',
    prefix_taken: 'Такий префікс уже має інша служба цього сервера. Виберіть інший.',
    prefix_used: 'Під цим префіксом уже є звернення, їхні номери знають клієнти: змінити його не можна.',
    too_many_duties: 'У графіку чергувань забагато записів. Видаліть зайві й додайте знову.',
    rota_changed: 'Графік чергувань щойно змінив хтось інший. Перегляньте, який він тепер, і змініть знову.',
  },
  en: {
    no_desk: 'This portal has no support desk. An administrator switches it on when installing.',
    desk_key_wrong: 'There is no such desk key. Check that no character was lost in copying.',
    desk_key_used: 'This key has been used; it works once. Ask the owner of the server for a new one.',
    own_desk: 'This code is of your own desk: you cannot connect to yourself.',
    no_standard_desk:
      'There is no standard support on this server. Connect a partner or turn to the support of Bitrix24.',
    person_away: 'This colleague is away now. Choose somebody else, or wait until they are back.',
    shifts_invalid: 'Check the shifts: a time cannot be read, or a shift is empty.',
    prefix_taken: 'Another desk of this server has that prefix. Choose another one.',
    prefix_used: 'There are tickets under this prefix, and clients know their numbers: it cannot be changed.',
    too_many_duties: 'The duty rota has too many entries. Remove some and add this one again.',
    rota_changed: 'Somebody else has just changed the duty rota. See how it is now, and change it again.',
  },
})
