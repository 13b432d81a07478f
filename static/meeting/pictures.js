// The pictures of all steps, and what is asked for: a message of their own, so that turning a step does not send them anew.

export default function keep(component) {
  const { pictures, asked } = component.data;
  window.kumkmMeeting = { pictures, asked };
  document.dispatchEvent(new Event("kumkm:pictures"));
}
