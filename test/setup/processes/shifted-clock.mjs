// Loaded before a program: its clock differs from the machine's by what its parent says.

const Machine = Date;
let offsetMs = 0;
process.on('message', (message) => {
  offsetMs = message.offsetMs;
});

class ShiftedDate extends Machine {
  constructor(...parts) {
    super(...(parts.length === 0 ? [ShiftedDate.now()] : parts));
  }

  static now() {
    return Machine.now() + offsetMs;
  }
}

globalThis.Date = ShiftedDate;
