/*
 * The game of scales.yaml in environment.yaml, as `switchyard prove --mode planned` plays it: STEPS steps side by side,
 * each of which scales a service of its own in a region without traffic, and everything that can happen to them with
 * up to FAULTS faults. scripts/bench lets SPIN search it.
 *
 * What is modelled. All of RunMachine that these steps can reach, and every move of Game+moves.swift that they have:
 * looks and pauses; effects that are brought about, refused, refused for good, lost, lost at the end; stray effects
 * that land or vanish; doubts that a look settles or that are given up; the end of a step's time and of a rollback's;
 * crash and take-over; orders to roll back, stop, skip and retry, those that the machine refuses included; the loss of
 * the region, of the way to it, of a service, and their return. Left out is what the plan does not have: gates,
 * watches, approvals, waits, shifts, promotions, `finally`, a point of no return.
 *
 * What corresponds to what.
 *   Game    GameState. It is kept out of the comparison of states ("UnMatched") and goes back with the search. Looks,
 *           captures, and the numbers of what remains and of what is in flight are not kept: they follow from the rest.
 *   absorb  Fingerprint and Game.concern: what of a state is compared, in `whole`, `out` and `node`. On the way back
 *           the order of the undo stack, nodes that are over, and losses that nothing looks at any more are left out,
 *           so that several states are taken for one, and the first that is met stands for all. That is why the moves
 *           are listed in the order of Game+moves.swift: both searches go depth first and meet the same one first.
 *           (In the reverse order three steps and three faults make 687,582 states instead of 688,412.)
 *   open    Search.run: a pass for each number of faults. As `left` is compared, a state is stored once for each pass
 *           that goes through it; the prover keeps it once and marks it with the last pass.
 *   assert  Property.restored. SPIN is not asked for the other properties, nor for livelocks, and so has less to do.
 *
 * Counts. With situations(n) and moves(n) as `prove --faults n` reports them, and FAULTS = f:
 *   states stored = situations(0) + ... + situations(f) + 1       the state before a pass is chosen
 *   transitions   = moves(f) + f + 2                              the choices of a pass, and that state again
 * Both hold exactly, that is, SPIN's states and moves are the prover's:
 *   STEPS  FAULTS  situations of each pass         their sum     stored       moves  transitions
 *   1      3       3, 65, 281, 638                       987        988       3,354        3,359
 *   2      3       9, 819, 6,378, 22,863              30,069     30,070     124,467      124,472
 *   3      3       27, 9,502, 110,811, 568,071       688,411    688,412   3,519,459    3,519,464
 *   4      2       81, 111,289, 1,829,764          1,941,134  1,941,135  10,184,532   10,184,536
 * For fewer steps than four, leave out the last ones of scales.yaml.
 */
#ifndef STEPS
#define STEPS 4
#endif
#ifndef FAULTS
#define FAULTS 2
#endif
#define ATTEMPTS 2 /* `retry` in the runbook */

/* Phase, with the goal of settling and the outcome. */
#define RUNNING     0
#define TO_ROLLBACK 1 /* settling */
#define TO_HOLD     2
#define TO_STOP     3
#define HELD        4
#define GOING_BACK  5
#define SUCCEEDED   6 /* ended */
#define ROLLED_BACK 7
#define STOPPED     8

/* NodeState.Status; active ones from OBSERVING on. */
#define PENDING     0
#define DONE        1
#define FAILED      2
#define CONTINUED   3
#define DOUBTFUL    4
#define UNDONE      5
#define UNDO_FAILED 6
#define OBSERVING   7
#define AWAITING    8
#define BACKING_OFF 9
#define PERFORMING  10
#define DOUBTING    11
#define TO_UNDO     5 /* from a status to the same one of an undo */
#define UNDO_OBSERVING   12
#define UNDO_AWAITING    13
#define UNDO_BACKING_OFF 14
#define UNDO_PERFORMING  15
#define UNDO_DOUBTING    16
#define LEFT_OUT    31 /* what a fingerprint has of a node that does not count any more */

/* NodeState.Flags. */
#define CAPTURED    1
#define UNDOABLE    2
#define EXPIRED     4
#define INTERRUPTED 8
#define ATTEMPTED   16

/* Flight. A step never has two. */
#define FLYING  1
#define BACK    2
#define STRAY   4
#define EXCUSED 8

/* GameState: what is so. It goes back with the search, and is not compared. */
typedef Game {
    byte phase;
    byte status[STEPS];
    byte attempt[STEPS];
    byte flags[STEPS];
    byte leftBehind;          /* RunState.hasLeftBehind */
    byte skippedUndo;         /* RunState.hasSkippedUndo */
    byte stack[STEPS];        /* RunState.undoStack */
    byte stacked;
    byte ready[STEPS];        /* the capacity: 100% or 60% */
    byte flight[STEPS];
    byte order[STEPS];        /* whose flights, as they took off */
    byte flights;
    byte dead;                /* Outages, of the region `spare` */
    byte cutOff;
    byte sick[STEPS]
};
hidden Game g;
c_track "&g" "sizeof(struct Game)" "UnMatched"

/* Fingerprint: what is compared. */
byte left;                    /* faults that may still happen: the pass less the level */
byte whole;                    /* phase, leftBehind, skippedUndo */
byte out;                     /* dead, cutOff */
int node[STEPS];              /* status, attempt, flags; on the stack, ready, flight, sick */

/* Within one move. */
hidden byte n, i, j, top;
hidden byte next, back, some, was;

#define ANSWERS        (!g.dead && !g.cutOff)
#define KNOWN(N)       (ANSWERS && g.flight[N] == 0)
#define IS_ACTIVE(S)   (S >= OBSERVING)
#define IS_UNDO(S)     (S >= UNDO_OBSERVING)
#define IN_FLIGHT(S)   (S == PERFORMING || S == DOUBTING || S == UNDO_PERFORMING || S == UNDO_DOUBTING)
#define IS_LEFT(S)     (S == FAILED || S == DOUBTFUL)
/* Nothing that has gone back goes forward again. */
#define IS_COMPLETE(S) (S == DONE || S == CONTINUED || S == UNDONE || S == UNDO_FAILED || IS_UNDO(S))
#define IS_SETTLING    (g.phase == TO_ROLLBACK || g.phase == TO_HOLD || g.phase == TO_STOP)

/* ---- Flights: Game+flights.swift ---- */

inline take_off(isUndo) {
    g.flight[n] = FLYING | isUndo;
    g.order[g.flights] = n;
    g.flights++
}

inline take_down(whose) {
    g.flight[whose] = 0;
    i = 0;
    do
    :: g.order[i] != whose -> i++
    :: else -> break
    od;
    g.flights--;
    do
    :: i < g.flights -> g.order[i] = g.order[i + 1]; i++
    :: else -> break
    od;
    g.order[i] = 0
}

/* ---- The machine: RunMachine+effects.swift, +failure.swift, +rollback.swift ---- */

inline push() {
    if
    :: !(g.flags[n] & UNDOABLE) ->
        g.flags[n] = g.flags[n] | UNDOABLE;
        g.stack[g.stacked] = n;
        g.stacked++
    :: else
    fi
}

inline pop() {
    i = 0;
    do
    :: i < g.stacked && g.stack[i] != n -> i++
    :: else -> break
    od;
    if
    :: i < g.stacked ->
        g.stacked--;
        do
        :: i < g.stacked -> g.stack[i] = g.stack[i + 1]; i++
        :: else -> break
        od;
        g.stack[i] = 0
    :: else
    fi
}

inline leave(goal) {
    if
    :: IS_SETTLING ->
        if
        :: goal == TO_STOP || (goal == TO_HOLD && g.phase == TO_ROLLBACK) -> g.phase = goal
        :: else
        fi
    :: else ->
        g.phase = goal;
        i = 0;
        do
        :: i < STEPS ->
            if
            :: g.status[i] == OBSERVING || g.status[i] == AWAITING || g.status[i] == BACKING_OFF ->
                g.status[i] = PENDING
            :: g.status[i] == UNDO_OBSERVING || g.status[i] == UNDO_AWAITING || g.status[i] == UNDO_BACKING_OFF ->
                g.status[i] = UNDO_FAILED
            :: else
            fi;
            i++
        :: else -> break
        od
    fi
}

inline fail() {
    if
    :: IS_UNDO(g.status[n]) -> g.status[n] = UNDO_FAILED; next = (g.phase == GOING_BACK)
    :: else -> g.status[n] = FAILED; leave(TO_ROLLBACK)
    fi
}

inline finish() {
    g.status[n] = DONE;
    if
    :: g.phase == RUNNING -> complete()
    :: else
    fi
}

/* Succeeded, unless something is not finished yet. */
inline complete() {
    i = 0;
    do
    :: i < STEPS && IS_COMPLETE(g.status[i]) -> i++
    :: else -> break
    od;
    if
    :: i == STEPS -> g.phase = SUCCEEDED
    :: else
    fi
}

inline undone() {
    g.status[n] = UNDONE;
    g.flags[n] = g.flags[n] & ~UNDOABLE;
    pop();
    next = (g.phase == GOING_BACK)
}

inline effect_done() {
    g.flags[n] = g.flags[n] & ~INTERRUPTED;
    if
    :: IS_UNDO(g.status[n]) -> undone()
    :: else -> push(); finish()
    fi
}

inline effect_not_done(isWorthRepeating) {
    was = g.flags[n] & INTERRUPTED;
    g.flags[n] = g.flags[n] & ~INTERRUPTED;
    some = isWorthRepeating && g.attempt[n] < ATTEMPTS && !(g.flags[n] & EXPIRED);
    if
    :: IS_SETTLING && !IS_UNDO(g.status[n]) && (was || some) -> g.status[n] = PENDING
    :: !IS_SETTLING && was -> g.status[n] = (IS_UNDO(g.status[n]) -> UNDO_OBSERVING : OBSERVING)
    :: !IS_SETTLING && !was && some -> g.status[n] = (IS_UNDO(g.status[n]) -> UNDO_BACKING_OFF : BACKING_OFF)
    :: else -> fail()
    fi
}

inline look() {
    if
    :: !KNOWN(n) -> g.status[n] = (IS_UNDO(g.status[n]) -> UNDO_AWAITING : AWAITING)
    :: KNOWN(n) && IS_UNDO(g.status[n]) ->
        if
        :: g.ready[n] -> g.status[n] = UNDO_PERFORMING; take_off(BACK)
        :: else -> undone()
        fi
    :: else ->
        g.flags[n] = g.flags[n] | CAPTURED;
        if
        :: !g.ready[n] ->
            g.status[n] = PERFORMING;
            g.flags[n] = g.flags[n] | ATTEMPTED;
            take_off(0)
        :: else ->
            if
            :: g.flags[n] & ATTEMPTED -> push()
            :: else
            fi;
            finish()
        fi
    fi
}

inline doubt() { g.status[n] = (IS_UNDO(g.status[n]) -> UNDO_DOUBTING : DOUBTING) }

/* The look after a doubt; whatever is on its way would hide the answer. */
inline resolve() {
    if
    :: g.ready[n] != IS_UNDO(g.status[n]) -> effect_done()
    :: else -> effect_not_done(true)
    fi
}

inline hold_in_doubt() {
    g.flags[n] = g.flags[n] & ~INTERRUPTED;
    if
    :: IS_UNDO(g.status[n]) -> g.status[n] = UNDO_FAILED; next = (g.phase == GOING_BACK)
    :: else -> g.status[n] = DOUBTFUL; leave(TO_HOLD)
    fi
}

inline look_again() {
    g.status[n] = DOUBTING;
    g.attempt[n] = 1;
    g.flags[n] = g.flags[n] & ~EXPIRED
}

inline begin_rollback() {
    g.phase = GOING_BACK;
    i = 0;
    do
    :: i < g.stacked ->
        if
        :: g.status[g.stack[i]] == UNDO_FAILED -> g.status[g.stack[i]] = DONE
        :: else
        fi;
        i++
    :: else -> break
    od;
    next = true
}

/* The latest that can be undone, or the end. */
inline undo_next() {
    top = g.stacked;
    do
    :: top > 0 && g.status[g.stack[top - 1]] == UNDO_FAILED -> top--
    :: else -> break
    od;
    if
    :: top > 0 ->
        n = g.stack[top - 1];
        g.status[n] = UNDO_OBSERVING;
        g.attempt[n] = 1;
        g.flags[n] = g.flags[n] & ~EXPIRED
    :: g.stacked == 0 -> g.phase = (g.skippedUndo -> STOPPED : ROLLED_BACK)
    :: else -> g.phase = HELD
    fi;
    next = false
}

inline note_left_behind() {
    g.leftBehind = false;
    i = 0;
    do
    :: i < STEPS -> g.leftBehind = g.leftBehind || IS_LEFT(g.status[i]); i++
    :: else -> break
    od
}

/* A held run goes forward. */
inline go_on() {
    g.phase = RUNNING;
    complete();
    if
    :: g.phase == RUNNING ->
        note_left_behind();
        i = 0;
        do
        :: i < STEPS ->
            if
            :: g.status[i] == PENDING ->
                g.status[i] = OBSERVING;
                g.attempt[i] = 1;
                g.flags[i] = g.flags[i] & ~EXPIRED
            :: else
            fi;
            i++
        :: else -> break
        od
    :: else
    fi
}

/* What each event ends with: settling that is quiet, the next undo, a hold for what was left behind. */
inline settle() {
    if
    :: IS_SETTLING ->
        some = false;
        was = false;
        i = 0;
        do
        :: i < STEPS ->
            some = some || IN_FLIGHT(g.status[i]);
            was = was || g.status[i] == DOUBTFUL;
            i++
        :: else -> break
        od;
        if
        :: some
        :: !some && g.phase == TO_STOP -> g.phase = STOPPED
        :: !some && g.phase == TO_ROLLBACK && !was -> begin_rollback()
        :: else -> g.phase = HELD
        fi
    :: else
    fi;
    if
    :: next -> undo_next()
    :: else
    fi;
    if
    :: g.leftBehind && (g.phase == RUNNING || g.phase == GOING_BACK) ->
        some = false;
        was = false;
        i = 0;
        do
        :: i < STEPS ->
            some = some || IS_ACTIVE(g.status[i]);
            was = was || IS_LEFT(g.status[i]);
            i++
        :: else -> break
        od;
        if
        :: !some && was -> g.phase = HELD
        :: else
        fi
    :: else
    fi;
    absorb()
}

/* ---- Fingerprint.swift and Game.concern: what tells states apart ---- */

inline absorb() {
    back = (g.phase == GOING_BACK || g.phase == ROLLED_BACK || g.phase == STOPPED);
    some = false; /* whether all that is lost counts */
    was = (g.stacked > 0); /* whether anything still looks at the region */
    i = 0;
    do
    :: i < STEPS ->
        some = some || g.flight[i] & STRAY;
        was = was || IS_ACTIVE(g.status[i]);
        node[i] = 0;
        i++
    :: else -> break
    od;
    some = some || !back;
    i = 0;
    do
    :: i < g.stacked -> node[g.stack[i]] = 1 << 12; i++
    :: else -> break
    od;
    whole = g.phase | g.leftBehind << 4 | g.skippedUndo << 5;
    out = (some || was -> g.dead | g.cutOff << 1 : 0);
    i = 0;
    do
    :: i < STEPS ->
        if
        :: IS_ACTIVE(g.status[i]) ->
            node[i] = node[i] | g.status[i] | g.attempt[i] << 5 | g.flags[i] << 7 | g.sick[i] << 18
        :: else ->
            if
            :: some || node[i] -> node[i] = node[i] | g.sick[i] << 18
            :: else
            fi;
            if
            :: back && !(node[i] & 1 << 12) && !IS_LEFT(g.status[i]) && g.status[i] != UNDO_FAILED ->
                node[i] = node[i] | LEFT_OUT
            :: else ->
                if
                :: g.status[i] == DONE || g.status[i] == CONTINUED || g.status[i] == UNDONE ->
                    node[i] = node[i] | g.status[i] | (g.flags[i] & (CAPTURED | UNDOABLE)) << 7
                :: else -> node[i] = node[i] | g.status[i] | g.flags[i] << 7
                fi
            fi
        fi;
        node[i] = node[i] | g.ready[i] << 13 | g.flight[i] << 14;
        /* Property.restored */
        assert(g.phase != ROLLED_BACK || g.flights > 0 || !g.ready[i]);
        i++
    :: else -> break
    od;
    i = 0 /* a d_step must not end with a loop */
}

/* ---- Game+moves.swift: what can happen next, in the same order ---- */

/* What is on its way and waited for by nobody. */
#define STRAYS(J) \
    :: d_step { J < g.flights && g.flight[g.order[J]] & STRAY -> \
        j = g.order[J]; g.ready[j] = !(g.flight[j] & BACK); take_down(j); absorb() } \
    :: d_step { J < g.flights && g.flight[g.order[J]] & STRAY -> \
        j = g.order[J]; take_down(j); absorb() }

#define STEP(N) \
    /* look, tryAgain of what awaits, runOut */ \
    :: d_step { (g.status[N] == OBSERVING || g.status[N] == UNDO_OBSERVING \
            || g.status[N] == AWAITING || g.status[N] == UNDO_AWAITING) -> n = N; look(); settle() } \
    :: d_step { (g.status[N] == AWAITING || g.status[N] == UNDO_AWAITING) -> n = N; fail(); settle() } \
    :: d_step { left > 0 && (g.status[N] == OBSERVING || g.status[N] == UNDO_OBSERVING) -> \
        left--; n = N; fail(); settle() } \
    /* tryAgain */ \
    :: d_step { (g.status[N] == BACKING_OFF || g.status[N] == UNDO_BACKING_OFF) -> \
        n = N; g.attempt[n]++; g.status[n] = (IS_UNDO(g.status[n]) -> UNDO_OBSERVING : OBSERVING); absorb() } \
    /* succeed */ \
    :: d_step { (g.status[N] == PERFORMING || g.status[N] == UNDO_PERFORMING) && ANSWERS -> \
        n = N; g.ready[n] = !IS_UNDO(g.status[n]); take_down(n); effect_done(); settle() } \
    /* refuse, refuseForGood */ \
    :: d_step { (g.status[N] == PERFORMING || g.status[N] == UNDO_PERFORMING) && (left > 0 || !ANSWERS) -> \
        left = left - ANSWERS; n = N; take_down(n); effect_not_done(true); settle() } \
    :: d_step { (g.status[N] == PERFORMING || g.status[N] == UNDO_PERFORMING) && left > 0 -> \
        left--; n = N; take_down(n); effect_not_done(false); settle() } \
    /* lose, loseAtTheEnd */ \
    :: d_step { (g.status[N] == PERFORMING || g.status[N] == UNDO_PERFORMING) && (left > 0 || !ANSWERS) -> \
        left = left - ANSWERS; n = N; g.flight[n] = g.flight[n] | STRAY; doubt(); absorb() } \
    :: d_step { (g.status[N] == PERFORMING || g.status[N] == UNDO_PERFORMING) && left > 0 -> \
        left--; n = N; g.flight[n] = g.flight[n] | STRAY; g.flags[n] = g.flags[n] | EXPIRED; doubt(); absorb() } \
    /* giveUp, look */ \
    :: d_step { (g.status[N] == DOUBTING || g.status[N] == UNDO_DOUBTING) && !KNOWN(N) -> \
        n = N; hold_in_doubt(); settle() } \
    :: d_step { (g.status[N] == DOUBTING || g.status[N] == UNDO_DOUBTING) && KNOWN(N) -> \
        n = N; resolve(); settle() }

/* A loss, or that it comes back: whatever is on its way is excused from then on. */
inline toggle(what) {
    what = !what;
    i = 0;
    do
    :: i < g.flights -> g.flight[g.order[i]] = g.flight[g.order[i]] | EXCUSED; i++
    :: else -> break
    od;
    absorb()
}

#define SICKNESS(N) \
    :: d_step { IS_ACTIVE(g.status[N]) && (g.sick[N] || left > 0 && !g.dead) -> \
        left = left - !g.sick[N]; toggle(g.sick[N]) }

inline stray_all() {
    n = 0;
    do
    :: n < STEPS ->
        if
        :: g.flight[n] -> g.flight[n] = g.flight[n] | STRAY
        :: else
        fi;
        if
        :: IS_ACTIVE(g.status[n]) ->
            g.flags[n] = g.flags[n] & ~EXPIRED;
            if
            :: g.status[n] == PERFORMING || g.status[n] == UNDO_PERFORMING ->
                g.flags[n] = g.flags[n] | INTERRUPTED;
                doubt()
            :: else
            fi
        :: else
        fi;
        n++
    :: else -> break
    od;
    absorb()
}

/* An order to roll back: what is in doubt is looked at again. */
inline roll_back() {
    g.phase = RUNNING;
    n = 0;
    do
    :: n < STEPS ->
        if
        :: g.status[n] == DOUBTFUL -> look_again()
        :: else
        fi;
        n++
    :: else -> break
    od;
    leave(TO_ROLLBACK);
    settle()
}

#define PEOPLE(N) \
    /* skip */ \
    :: d_step { left > 0 && g.phase == HELD && IS_LEFT(g.status[N]) && !IS_GOING_BACK -> \
        left--; n = N; \
        if \
        :: g.status[n] == DOUBTFUL -> push() \
        :: else \
        fi; \
        g.status[n] = CONTINUED; go_on(); settle() } \
    :: d_step { left > 0 && g.phase == HELD && g.status[N] == UNDO_FAILED -> \
        left--; n = N; pop(); g.skippedUndo = true; begin_rollback(); note_left_behind(); settle() } \
    :: d_step { left > 0 && g.phase == HELD && IS_LEFT(g.status[N]) && IS_GOING_BACK -> i = 0 /* refused */ } \
    /* retry */ \
    :: d_step { left > 0 && g.phase == HELD && IS_LEFT(g.status[N]) && !IS_GOING_BACK -> \
        left--; n = N; \
        if \
        :: g.status[n] == DOUBTFUL -> look_again() \
        :: else -> g.status[n] = PENDING \
        fi; \
        go_on(); settle() } \
    :: d_step { left > 0 && g.phase == HELD && IS_LEFT(g.status[N]) && IS_GOING_BACK -> i = 0 /* refused */ } \
    :: d_step { left > 0 && g.phase == HELD && g.status[N] == UNDO_FAILED -> \
        left--; begin_rollback(); note_left_behind(); settle() }

#if STEPS == 1
#define EACH(MOVES) MOVES(0)
#define ANY(TEST) (TEST(0))
#elif STEPS == 2
#define EACH(MOVES) MOVES(0) MOVES(1)
#define ANY(TEST) (TEST(0) || TEST(1))
#elif STEPS == 3
#define EACH(MOVES) MOVES(0) MOVES(1) MOVES(2)
#define ANY(TEST) (TEST(0) || TEST(1) || TEST(2))
#elif STEPS == 4
#define EACH(MOVES) MOVES(0) MOVES(1) MOVES(2) MOVES(3)
#define ANY(TEST) (TEST(0) || TEST(1) || TEST(2) || TEST(3))
#endif

#define HAS_GONE_BACK(N) (g.status[N] == UNDONE || g.status[N] == UNDO_FAILED)
#define IS_GOING_BACK    ANY(HAS_GONE_BACK)
#define HAS_ACTIVE(N)    (g.status[N] >= OBSERVING)
#define IS_WORKING       ANY(HAS_ACTIVE)
#define IS_AWAITED(N)    (g.flight[N] && !(g.flight[N] & STRAY))
#define IS_FLYING        ANY(IS_AWAITED)

inline open(budget) {
    left = budget;
    i = 0;
    do
    :: i < STEPS -> g.status[i] = OBSERVING; g.attempt[i] = 1; i++
    :: else -> break
    od;
    absorb()
}

active proctype game() {
    if
    :: d_step { true -> open(0) }
#if FAULTS > 0
    :: d_step { true -> open(1) }
#endif
#if FAULTS > 1
    :: d_step { true -> open(2) }
#endif
#if FAULTS > 2
    :: d_step { true -> open(3) }
#endif
    fi;
end:
    do
    EACH(STRAYS)
    EACH(STEP)
    /* loss and comeback: of the region, of the way to it, of a service in it */
    :: d_step { IS_WORKING && (g.dead || left > 0 && !g.cutOff) -> left = left - !g.dead; toggle(g.dead) }
    :: d_step { IS_WORKING && (g.cutOff || left > 0 && !g.dead) -> left = left - !g.cutOff; toggle(g.cutOff) }
    EACH(SICKNESS)
    /* crash */
    :: d_step { left > 0 && IS_FLYING -> left--; stray_all() }
    /* rollback or reserve */
    :: d_step { left > 0 && (g.phase == RUNNING || g.phase == HELD) -> left--; roll_back() }
    :: d_step { left > 0 && g.phase == GOING_BACK -> left--; leave(TO_HOLD); settle() }
    /* stop */
    :: d_step { left > 0 && (g.phase == RUNNING || g.phase == GOING_BACK || IS_SETTLING || g.phase == HELD) ->
        left--; leave(TO_STOP); settle() }
    EACH(PEOPLE)
    od
}
