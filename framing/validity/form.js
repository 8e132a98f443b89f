"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const letters = { "1": "1", "0": "0", "?": "?" };
  let answers = {}, shown = data.rows.map((_, i) => i), place = 0, stored = true;

  // Without a place to keep them (a private window, say) answers live as long as the page does.
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { stored = false; return null; } },
    set(key, value) { try { localStorage.setItem(key, value); stored = true; } catch { stored = false; } },
  };
  const key = () => `framing:${data.id}:${at("coder").value.trim()}`;
  const row = () => data.rows[shown[place]];
  const answer = (id) => answers[id] || { code: "", comment: "" };

  function load() {
    try { answers = JSON.parse(store.get(key())) || {}; } catch { answers = {}; }
  }
  function keep(change) {
    answers[row().id] = { ...answer(row().id), ...change };
    store.set(key(), JSON.stringify(answers));
  }
  function put(parent, tag, text, name) {
    const node = document.createElement(tag);
    node.textContent = text;
    if (name) node.className = name;
    parent.append(node, tag === "span" || tag === "mark" ? "" : " ");
  }
  function show() {
    const n = shown.length, done = shown.filter((i) => answer(data.rows[i].id).code).length;
    at("bar").max = n || 1;
    at("bar").value = done;
    at("card").hidden = !n;
    const where = stored ? "" : " This browser does not keep them: save before you close the page.";
    at("status").textContent = n ? `${done} of ${n} coded.${where}` : "Nothing to code here.";
    if (!n) return;
    const unit = row(), own = answer(unit.id);
    at("place").textContent = `${place + 1} of ${n}`;
    at("goto").max = n;
    const text = at("text");
    text.replaceChildren();
    put(text, "span", unit.before ? unit.before + " " : "", "around");
    put(text, "span", unit.parts[0]);
    if (unit.parts[1]) put(text, "mark", unit.parts[1]);
    put(text, "span", unit.parts[2]);
    put(text, "span", unit.after ? " " + unit.after : "", "around");
    const about = at("about");
    about.replaceChildren();
    const told = [["Entry", unit.entry], ["Category", unit.category], ["Meaning", unit.about], ["Rule", unit.rule],
      ["Yes, as in", unit.matches], ["No, as in", unit.not]];
    for (const [name, value] of told) if (value) { put(about, "dt", name); put(about, "dd", value); }
    for (const button of document.querySelectorAll("[data-code]"))
      button.setAttribute("aria-pressed", String(button.dataset.code === own.code));
    at("comment").value = own.comment;
  }
  function go(to) { place = Math.max(0, Math.min(shown.length - 1, to)); show(); }
  function next() {
    const order = shown.map((_, i) => (place + 1 + i) % shown.length);
    const free = order.find((i) => !answer(data.rows[shown[i]].id).code);
    go(free === undefined ? place : free);
  }
  function code(value) {
    if (!shown.length) return;
    keep({ code: answer(row().id).code === value ? "" : value });
    if (answer(row().id).code && place < shown.length - 1) go(place + 1); else show();
  }
  function filter() {
    const only = at("twice").checked;
    shown = data.rows.map((_, i) => i).filter((i) => !only || data.rows[i].twice);
    go(0);
  }
  // A cell that a spreadsheet would take for a formula is opened by an apostrophe, as in all sheets of this package.
  const plain = (text) => (/^[=+\-@\t\n]/.test(text) ? "'" + text : text);
  const cell = (text) => (/[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  function write() {
    const coder = at("coder").value.trim();
    const lines = shown.map((i) => {
      const unit = data.rows[i], own = answer(unit.id);
      const given = { ...unit, code: own.code, comment: own.comment, coder: own.code ? coder : "" };
      return data.fields.map((name) => cell(plain(given[name]))).join(",");
    });
    return [data.fields.join(","), ...lines].join("\n") + "\n";
  }
  function save() {
    const who = at("coder").value.trim().replace(/[^\p{L}\p{N}]+/gu, "-");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + write()], { type: "text/csv" }));
    link.download = `${data.name}-${who || "coded"}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=text], input[type=number]");
    if (event.key === "Escape" && typing) { event.target.blur(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = { ArrowLeft: () => go(place - 1), ArrowRight: () => go(place + 1), n: next, c: () => at("comment").focus() };
    const act = letters[event.key] ? () => code(letters[event.key]) : keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  for (const button of document.querySelectorAll("[data-code]")) button.addEventListener("click", () => code(button.dataset.code));
  at("back").addEventListener("click", () => go(place - 1));
  at("on").addEventListener("click", () => go(place + 1));
  at("save").addEventListener("click", save);
  at("twice").addEventListener("change", filter);
  at("goto").addEventListener("change", (event) => go(Number(event.target.value) - 1 || 0));
  at("comment").addEventListener("input", (event) => { if (shown.length) keep({ comment: event.target.value }); });
  at("coder").addEventListener("change", () => {
    store.set("framing:coder", at("coder").value.trim());
    const before = answers;
    load();
    // What was coded before a name was given is the named coder's.
    if (!Object.keys(answers).length && Object.keys(before).length && !data.named) answers = before;
    data.named = Boolean(at("coder").value.trim());
    store.set(key(), JSON.stringify(answers));
    show();
  });
  at("coder").value = store.get("framing:coder") || "";
  data.named = Boolean(at("coder").value);
  load();
  show();
})();
