#ifndef SWITCHYARD_ALLOCATIONS_H
#define SWITCHYARD_ALLOCATIONS_H

/// How often this thread has asked for memory since it began.
unsigned long allocations_of_this_thread(void);

#endif
