#pragma once
// The access book in control.db. Every change is one transaction that reads the book, changes it by
// the rules of access_book.h and writes what differs: the running wall and the command line may
// both do it. Passwords and tokens are there as hashes only.

#include <filesystem>
#include <functional>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/control/access_book.h"
#include "engine/control/store.h"

namespace pendopo {

extern const StoreKind kControlStore;

using BookChange = std::function<Result<void>(AccessBook&)>;

Result<AccessBook> load_book(SqlDatabase& database);
// The changed book. Errors: the change's, which then changed nothing; those of SqlDatabase.
Result<AccessBook> change_book(SqlDatabase& database, const BookChange& change);

}  // namespace pendopo
