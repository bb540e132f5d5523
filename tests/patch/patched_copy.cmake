# SPDX-License-Identifier: MIT
# A new step of arithmetic is one rule in one file, and so are a new aggregate, a new stage of building a
# book, and a new record type; a new level of a hierarchy is none. The patches here add one of each to a copy
# of the library in the folder `copy`, each with a test of its own.
# How many files of src and include each may touch, and which it is; besides, one of tests.
set(limits_and_patches "2 absolute" "2 second_largest" "3 derived_table" "3 record_type" "0 level")

set(patches "")
foreach(limit_and_patch IN LISTS limits_and_patches)
    string(REPLACE " " ";" limit_and_patch ${limit_and_patch})
    list(GET limit_and_patch 0 most_of_library)
    list(GET limit_and_patch 1 name)
    set(patch ${CMAKE_CURRENT_LIST_DIR}/${name}.patch)
    list(APPEND patches ${patch})
    foreach(limit IN ITEMS "(src|include) ${most_of_library}" "tests 1")
        string(REPLACE " " ";" limit ${limit})
        list(GET limit 0 folders)
        list(GET limit 1 most)
        file(STRINGS ${patch} files REGEX "^[+][+][+] b/${folders}/")
        list(LENGTH files count)
        if(count GREATER most)
            message(FATAL_ERROR "${patch} touches ${count} files of ${folders}: ${files}")
        endif()
    endforeach()
endforeach()

set(library ${CMAKE_CURRENT_LIST_DIR}/../..)
file(REMOVE_RECURSE ${copy})
file(COPY ${library}/CMakeLists.txt ${library}/include ${library}/src DESTINATION ${copy})
file(COPY ${library}/tests/main.cpp ${library}/tests/catch.hpp DESTINATION ${copy}/tests)
foreach(patch IN LISTS patches)
    execute_process(
        COMMAND ${patch_program} -p1 -i ${patch}
        WORKING_DIRECTORY ${copy}
        COMMAND_ERROR_IS_FATAL ANY)
endforeach()
