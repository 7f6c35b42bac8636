// Ready-made buttons.
import { combineRgb } from '@companion-module/base'
import { COLOURS } from './feedbacks.js'
import { alarms, layouts } from './state.js'

const PLAIN = { color: combineRgb(255, 255, 255), bgcolor: combineRgb(20, 30, 45) }

function button(category, name, text, action, options, feedbacks) {
	return {
		type: 'button',
		category,
		name,
		style: { text, size: 'auto', ...PLAIN },
		feedbacks: [
			...feedbacks.map(([feedbackId, given, style]) => ({ feedbackId, options: given, style })),
			{ feedbackId: 'not_connected', options: {}, style: COLOURS.off },
		],
		steps: [{ down: [{ actionId: action, options }], up: [] }],
	}
}

export function presets(state) {
	const all = {}
	for (const layout of layouts(state)) {
		const given = { layout: layout.id, display: '' }
		all[`layout_${layout.id}`] = button('Layouts', layout.name, layout.name, 'activate_layout', { ...given, seconds: 0 }, [
			['layout_shown', given, COLOURS.active],
			['layout_rehearsed', { layout: layout.id }, COLOURS.attention],
		])
	}
	all.next = button('Layouts', 'Next layout', 'Next', 'next_layout', { display: '' }, [])
	all.previous = button('Layouts', 'Previous layout', 'Previous', 'previous_layout', { display: '' }, [])
	all.follow = button('Layouts', 'Follow schedule', 'Follow\\nschedule', 'follow_schedule', { display: '' }, [])
	all.hold = button('Wall', 'Hold or resume', 'Hold', 'toggle_hold', {}, [
		['held', {}, { ...COLOURS.attention, text: 'Held by\\n$(pendopo:hold_by)' }],
	])
	all.undo = button('Wall', 'Undo', 'Undo', 'undo', {}, [['can_undo', {}, COLOURS.active]])
	all.hide = button('Wall', 'Hide or show all cameras', 'Hide\\ncameras', 'toggle_cameras', {}, [
		['cameras_hidden', {}, { ...COLOURS.alarm, text: 'Cameras\\nhidden' }],
	])
	all.identify = button('Wall', 'Identify displays', 'Identify', 'identify_displays', { seconds: 10 }, [
		['identifying', {}, COLOURS.active],
	])
	all.clear = button('Wall', 'Clear the message', 'Clear\\nmessage', 'clear_message', {}, [
		['message_shown', {}, COLOURS.attention],
	])
	all.confirm = button('Wall', 'Confirm the take', 'Confirm', 'confirm_take', {}, [
		['trial_pending', {}, { ...COLOURS.attention, text: 'Confirm\\n$(pendopo:trial_seconds) s' }],
	])
	for (const alarm of alarms(state)) {
		all[`alarm_${alarm.id}`] = button('Alarms', alarm.name, alarm.name, 'raise_alarm', { alarm: alarm.id, text: '' }, [
			['alarm_active', { alarm: alarm.id }, COLOURS.alarm],
		])
		all[`acknowledge_${alarm.id}`] = button(
			'Alarms',
			`Acknowledge: ${alarm.name}`,
			`Seen:\\n${alarm.name}`,
			'acknowledge_alarm',
			{ alarm: alarm.id },
			[['alarm_waits', { alarm: alarm.id }, COLOURS.alarm]]
		)
	}
	return all
}
