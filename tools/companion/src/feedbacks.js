// The wall's state on buttons. All are boolean: what they change is the button's style.
import { combineRgb } from '@companion-module/base'
import { alarmField, cameraField, displayField, layoutField, tileField } from './choices.js'
import * as ask from './state.js'

const WHITE = combineRgb(255, 255, 255)
const BLACK = combineRgb(0, 0, 0)
export const COLOURS = {
	active: { bgcolor: combineRgb(0, 110, 60), color: WHITE },
	attention: { bgcolor: combineRgb(230, 160, 0), color: BLACK },
	alarm: { bgcolor: combineRgb(180, 0, 0), color: WHITE },
	off: { bgcolor: combineRgb(70, 70, 70), color: WHITE },
}

export const TILE_STATES = ['live', 'delayed', 'stale', 'offline', 'connecting', 'wrong_password', 'not_shown', 'old', 'expired', 'failed', 'waiting']

// The feedback's name, its style, its fields, and whether it holds.
export function table(state) {
	const row = (name, style, is, options = []) => ({ name, style, options, is })
	const display = displayField(state)
	return {
		layout_shown: row('Layout is shown', COLOURS.active, (s, o) => ask.layoutOf(s, o.display) === o.layout, [
			layoutField(state),
			display,
		]),
		layout_rehearsed: row(
			'Layout is prepared',
			COLOURS.attention,
			(s, o) => ask.rehearsing(s) && s.control.rehearsal.layout === o.layout,
			[layoutField(state)]
		),
		held: row('The wall is held', COLOURS.attention, ask.held),
		cameras_hidden: row('All cameras are hidden', COLOURS.alarm, ask.camerasHidden),
		camera_hidden: row('Camera is hidden', COLOURS.alarm, (s, o) => ask.cameraHidden(s, o.camera), [cameraField(state)]),
		rehearsing: row('A layout is prepared', COLOURS.attention, ask.rehearsing),
		trial_pending: row('A take waits to be confirmed', COLOURS.attention, ask.onTrial),
		can_undo: row('There is something to undo', COLOURS.active, ask.canUndo),
		message_shown: row('A message is shown', COLOURS.attention, ask.messageShown),
		tile_enlarged: row('A tile is enlarged', COLOURS.active, (s, o) => ask.enlarged(s, o.display), [
			displayField(state, 'Any display'),
		]),
		alarm_active: row('Alarm is active', COLOURS.alarm, (s, o) => ask.alarmActive(s, o.alarm), [
			alarmField(state, 'Any alarm'),
		]),
		alarm_waits: row('Alarm waits to be acknowledged', COLOURS.alarm, (s, o) => ask.alarmWaits(s, o.alarm), [
			alarmField(state, 'Any alarm'),
		]),
		tile_state: row('Tile has a state', COLOURS.alarm, (s, o) => ask.tileOf(s, o.tile)?.state === o.state, [
			tileField(state),
			{
				type: 'dropdown',
				id: 'state',
				label: 'State',
				choices: TILE_STATES.map((id) => ({ id, label: id.replaceAll('_', ' ') })),
				default: 'offline',
				allowCustom: true,
			},
		]),
		problems: row('Something needs attention', COLOURS.attention, (s) => (s?.problems ?? []).length > 0),
		keyboard_locked: row('Keyboard of the wall is locked', COLOURS.off, ask.keyboardLocked),
		identifying: row('Displays show their names', COLOURS.active, ask.identifying),
		not_connected: row('The wall is not connected', COLOURS.off, (s) => s === null),
	}
}

export function feedbacks(wall) {
	const rows = Object.entries(table(wall.state())).map(([id, { name, style, options, is }]) => [
		id,
		{
			type: 'boolean',
			name,
			defaultStyle: style,
			options,
			callback: (feedback) => {
				const state = wall.state()
				// Of a wall that is away nothing is known; a button must not go on showing the last of it.
				return id === 'not_connected' ? state === null : state !== null && Boolean(is(state, feedback.options))
			},
		},
	])
	return Object.fromEntries(rows)
}
