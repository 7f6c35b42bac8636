// The wall's state as text for buttons.
import * as ask from './state.js'

const PER_DISPLAY = 'layout_'
// Letters, digits and '_' are what a variable's name may have.
const variableId = (id) => id.replace(/[^a-zA-Z0-9_]/g, '_')

export function definitions(state) {
	const rows = {
		layout: 'Layout: id (empty: displays differ)',
		layout_name: 'Layout: name',
		by: 'Who chose what the first display shows',
		reason: 'Why the first display shows it',
		hold: 'Hold: yes or no',
		hold_by: 'Hold: by whom',
		cameras_hidden: 'Cameras hidden: yes or no',
		next_planned: 'Next planned change: time and layout',
		message: 'Message on the wall',
		rehearsal: 'Layout that is prepared',
		trial_seconds: 'Seconds until a take goes back',
		undo: 'What undo takes back',
		alarms: 'Active alarms',
		problems: 'How many problems',
		problem: 'The first problem',
	}
	for (const display of ask.displays(state)) {
		rows[PER_DISPLAY + variableId(display.id)] = `Layout of ${display.name || display.id}`
	}
	return Object.entries(rows).map(([id, name]) => ({ variableId: id, name }))
}

const word = (is) => (is ? 'yes' : 'no')
const clock = (ms) => {
	const date = new Date(ms)
	return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}

export function values(state, nowMs) {
	const control = state?.control
	const layouts = ask.layouts(state)
	const layout = ask.layoutOf(state)
	const first = control?.displays?.[0]
	const next = control?.planned?.[0]
	const problems = state?.problems ?? []
	const all = {
		layout,
		layout_name: ask.nameOf(layouts, layout),
		by: first?.by ?? '',
		reason: first?.reason ?? '',
		hold: word(ask.held(state)),
		hold_by: control?.hold?.by ?? '',
		cameras_hidden: word(ask.camerasHidden(state)),
		next_planned: next ? `${clock(next.at_ms)} ${next.layout ? ask.nameOf(layouts, next.layout) : next.name || next.tour}` : '',
		message: control?.message?.text ?? '',
		rehearsal: control?.rehearsal ? ask.nameOf(layouts, control.rehearsal.layout) : '',
		trial_seconds: control?.trial ? Math.max(0, Math.ceil((control.trial.until_ms - nowMs) / 1000)) : '',
		undo: control?.undo?.what ?? '',
		alarms: ask
			.alarms(state)
			.filter((alarm) => alarm.active)
			.map((alarm) => alarm.name || alarm.id)
			.join(', '),
		problems: problems.length,
		problem: problems[0]?.text ?? '',
	}
	for (const display of ask.displays(state)) {
		all[PER_DISPLAY + variableId(display.id)] = ask.nameOf(layouts, ask.layoutOf(state, display.id))
	}
	if (state === null) {
		for (const id of Object.keys(all)) all[id] = '' // nothing is known
	}
	return all
}
