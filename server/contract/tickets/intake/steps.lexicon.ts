/** What introduces steps. */
export const stepHeadings = `
шаги, шаги воспроизведения, как (воспроизвести|повторить), чтобы (воспроизвести|повторить), воспроизводится так, повторяется так, воспроизведение, последовательность действий, порядок действий, по шагам, пошагово, делаю (так|следующее), делаем (так|следующее), алгоритм, сценарий, шаг 1,
кроки, як (відтворити|повторити), щоб (відтворити|повторити), відтворюється так, повторюється так, відтворення, послідовність дій, порядок дій, по кроках, покроково, роблю (так|таке|наступне), робимо (так|таке|наступне), алгоритм, сценарій, крок 1,
steps, steps to (reproduce|repeat), (to|how to) (reproduce|repeat|replicate), (you can|can be) (reproduce|reproduced|repeated) *, repro steps, repro, reproduction, reproducible, step by step, sequence, what i do, what we do, scenario, step 1`

/** What joins steps: their order. */
export const stepLinks = `
потом, затем, после этого, далее, дальше, следом, после чего, сначала, сперва, вначале, во-вторых,
потім, далі, після цього, після чого, спочатку, спершу, відтак,
then, after that, afterwards, next, and then, first, firstly, followed by`

/** What was tried is no way to the trouble. */
export const attempts = `не помог*, пробова*, попробова*, уже, пытал*, перезагру*, переустан*, чистил*, почистил*, то же самое, тоже самое, все равно, вже, пробува*, спробува*, намага*, не допом*, те саме, теж саме, все одно, tried, already, cleared, rebooted, restarted, no luck, reinstalled, no effect, same (result|thing|error)`

export const stepOrders = `open, click, press, select, choose, pick, enter, type, go to, log in, sign in, add, create, save, upload, download, export, import, send, submit, drag, drop, move, change, edit, delete, hit, tap, scroll, fill in, fill, attach, paste, switch, set, reload, refresh, check, tick, navigate, log out, confirm, rename`
export const stepOrdersByHand = `open, click, press, select, choose, go to, navigate, tap, hit, log in, drag, pick`
export const stepWishes = `please, could you, can you, we need, would like, прошу, просим, нужно, надо, просимо, треба, потрібно`

/** What hands do on a page and on nothing else, done once: "открыла", "натиснув". The endings say who. */
export const touchesDone = `откры, нажа, ткну, кликну, щелкну, выбра, набра, сохрани, заполни, перетащи, отмети, выдели, проставил галочк, натисну, клацну, клікну, вибра, обра, набра, заповни, перетягну, познач, позначи, відміти, виділи, відкри, зберег, зберіг, прокрути, проскролли, развернy, раскры, розгорну`
export const touchesDoneWhole = `зашел, зашла, зашли, вошел, вошла, вошли, перешел, перешла, перешли, ввел, ввела, ввели, поставил(а|и)? (галочку|галку|флажок|отметку), снял(а|и)? (галочку|галку|флажок), зайшов, зайшла, зайшли, увійшов, увійшла, увійшли, перейшов, перейшла, перейшли, ввів, ввела, ввели, зберіг, поста(вив|вила|вили) (галочку|позначку), зня(в|ла|ли) (галочку|позначку)`
/** What hands do there and elsewhere. */
export const actsDone = `добави, созда, измени, поменя, смени, удали, загрузи, вставил, прикрепи, отправи, указа, прописа, настрои, включи, выключи, запусти, перемести, скопирова, убра, закры, верну, обнови, скача, выгрузи, назначи, пригласи, привяза, оформи, переименова, подтверди, положи, скопиро, встави,
дода, створи, зміни, поміня, видали, завантажи, встави, прикріпи, надісла, відправи, вказа, прописа, налаштува, увімкну, вимкну, запусти, перемісти, скопіюва, прибра, закри, поверну, онови, вивантажи, призначи, запроси, прив'яза, оформи, перейменува, підтверди, покла`
export const doneEndings = `(л|ла|ли|в)`

/** The same as an order or by whoever: "открыть", "нажмите", "вибирає". */
export const touchesToDo = `открыть, нажать, нажимать, кликнуть, ткнуть, щелкнуть, выбрать, зайти, войти, перейти, ввести, набрать, сохранить, заполнить, перетащить, перетянуть, отметить, выделить, прокрутить, поставить (галочку|галку|отметку),
відкрити, натиснути, натискати, клацнути, клікнути, вибрати, обрати, зайти, увійти, перейти, ввести, набрати, зберегти, заповнити, перетягнути, перетягти, позначити, відмітити, виділити, прокрутити, поставити (галочку|позначку)`
export const actsToDo = `создать, добавить, положить, изменить, поменять, сменить, удалить, загрузить, вставить, прикрепить, отправить, указать, включить, выключить, запустить, обновить, закрыть, вернуть, сдвинуть, переместить, скопировать, оформить, скачать, выйти, переименовать, подтвердить,
створити, додати, покласти, змінити, поміняти, видалити, завантажити, вставити, прикріпити, надіслати, відправити, вказати, увімкнути, вимкнути, запустити, оновити, закрити, повернути, пересунути, перемістити, скопіювати, оформити, вийти, перейменувати, підтвердити`
export const touchesOfAnybody = `нажимает, жмет, тыкает, кликает, выбирает, вводит, набирает, заходит, переходит, заполняет, перетаскивает, отмечает, нажимают, жмут, выбирают, вводят, заходят, переходят, заполняют,
натискає, тисне, клікає, клацає, вибирає, обирає, вводить, набирає, заходить, переходить, заповнює, перетягує, відмічає, натискають, тиснуть, вибирають, обирають, вводять, заходять, переходять, заповнюють,
opens, clicks, presses, selects, chooses, enters, taps, fills, logs in, signs in, submits, opening, clicking, pressing, selecting, choosing, entering, tapping, filling, logging in, signing in, dragging`
export const touchesAsked = `откройте, нажмите, кликните, выберите, зайдите, войдите, перейдите, введите, наведите, заполните, перетащите, відкрийте, натисніть, клікніть, клацніть, виберіть, оберіть, зайдіть, увійдіть, перейдіть, введіть, наведіть, заповніть, перетягніть`

/** Under these an order of words is the way to the trouble: "если открыть … и нажать …". */
export const conditions = `если, стоит, достаточно, когда, при попытке, пытаюсь, пытаемся, пробую, якщо, варто, достатньо, коли, намагаюсь, намагаюся, намагаємось, намагаємося, пробуємо, при спробі`

/** English, after who does it or after another act. */
export const englishTouches = `(open|click|press|select|choose|pick|enter|hit|tap|type|drag|tick|untick|scroll|fill|log|sign|navigate|save|submit|expand|hover)(s|es|d|ed|ped|ged|ted)?, (go|went|get|got) (to|into|back), (chose|typed|right-click|double-click|right-clicked|double-clicked)`
export const englishActs = `(add|change|delete|remove|rename|attach|upload|download|create|copy|paste|send|edit|close|reload|refresh|move|set|put|switch|search|filter|sort|export|import|run|start|call|confirm|reply|check|update|assign|mark|turn|print|enable|disable)(s|es|d|ed|ned|ped|led)?, (copied|sent|ran|set|put|did)`
